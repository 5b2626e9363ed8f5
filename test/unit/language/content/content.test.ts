import { expect, test } from 'vitest';
import { z } from 'zod';

import { Content } from '../../../../language/content/content.ts';

const problemsOf = (content: unknown) =>
  Content.safeParse(content).error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];

const withElements = (...elements: unknown[]) => ({ version: '2022-01-01', elements });

const nested = (depth: number) => {
  let element: unknown = { type: 'text', content: 'x' };
  for (let level = 1; level < depth; level += 1) element = { type: 'group', elements: [element] };
  return element;
};

test('content: accepts the sugar, Elemental, and both together', () => {
  const elements = [{ type: 'text', content: 'x' }];
  expect(Content.parse({ title: 'Hi', body: 'x' })).toEqual({ title: 'Hi', body: 'x' });
  expect(Content.parse({ version: '2022-01-01', elements })).toEqual({ version: '2022-01-01', elements });
  expect(Content.parse({ title: 'Hi', body: 'x', elements })).toEqual({ title: 'Hi', body: 'x', elements });
  expect(Content.parse(withElements())).toEqual(withElements());
});

test.each([
  { type: 'text', content: 'x', align: 'right', text_style: 'h1', color: '#fff', bold: true, format: 'markdown' },
  { type: 'text', content: 'x', align: 'full' },
  { type: 'meta', title: 'x' },
  { type: 'action', content: 'x', href: 'y', style: 'link', align: 'full', background_color: 'rgb(1, 2, 3)' },
  { type: 'divider', color: 'red' },
  { type: 'image', src: 'x', href: 'y', width: '50%', alt_text: 'z', align: 'left' },
  { type: 'quote', content: 'x', border_color: '{{brand.color}}', text_style: 'subtext' },
  { type: 'html', content: '<b>x</b>' },
  { type: 'group', elements: [{ type: 'divider' }], locales: { fr: { elements: [{ type: 'divider' }] } } },
  { type: 'channel', channel: 'sms', elements: [], locales: { fr: { raw: { text: 'x' } } } },
  { type: 'text', elements: [{ type: 'string', content: 'x', bold: true }], locales: { 'fr-CA': { content: 'y' } } },
  { type: 'text', elements: [{ type: 'link', content: 'x', href: 'y' }], locales: { zh_Hant_TW: { elements: [] } } },
  { type: 'text', elements: [{ type: 'img', src: 'x', alt_text: 'y', width: '5px' }] },
  { type: 'list', list_type: 'ordered', elements: [{ type: 'list-item', content: 'x', background_color: '#fff' }] },
  { type: 'list', elements: [{ type: 'list-item', elements: [{ type: 'list', elements: [] }], locales: { fr: {} } }] },
  { type: 'comment', comment: 'x', object: { any: ['thing', null] } },
  { type: 'image', src: 'x', altText: 'y', locales: { fr: { src: 'z' } } },
  { type: 'action', content: 'x', href: 'y', action_id: 'z', locales: { fr: { content: 'x', href: 'y' } } },
  { type: 'meta', title: 'x', locales: { fr: { title: 'y' } } },
  { type: 'quote', content: 'x', borderColor: '#fff', locales: { fr: { content: 'y' } } },
  { type: 'html', content: 'x', locales: { fr: { content: 'y' } } },
  { type: 'channel', channel: 'email', raw: { subject: 'x', html: 'y', text: 'z', transformers: ['handlebars'] } },
])('content: keeps every field of $type', (element) => {
  const full = { ...element, id: 'e1', channels: ['email'], if: 'data.x', loop: 'data.list', ref: 'greeting' };
  expect(Content.parse(withElements(full)).elements).toEqual([full]);
});

test('W-13 content: drops unknown fields and takes null on optional ones as absence', () => {
  const element = { type: 'text', content: 'x', color: null, channels: null, if: null, novelty: 1 };
  expect(problemsOf({ ...withElements(element), title: null, body: null, scope: null, later: {} })).toEqual([]);
  expect(Content.parse(withElements(element)).elements?.[0]).not.toHaveProperty('novelty');
});

test('content: reads the flags of a text from strings too', () => {
  const element = { type: 'text', content: 'x', bold: 'true', italic: 'false' };
  expect(Content.parse(withElements(element)).elements).toEqual([{ ...element, bold: true, italic: false }]);
});

test.each([
  [{}, ': needs elements, or a title and a body'],
  [{ title: 'only' }, ': needs elements, or a title and a body'],
  [null, ': Invalid input: expected object, received null'],
  ['text', ': Invalid input: expected object, received string'],
  [{ body: 1 }, 'body: Invalid input: expected string, received number'],
  [{ version: '1999', elements: [] }, 'version: Invalid option: expected one of "2022-01-01"|"2020-01-01"'],
  [{ body: 'x', scope: 'loose' }, 'scope: Invalid option: expected one of "default"|"strict"'],
  [withElements({ type: 'text' }), 'elements.0.content: is required when there are no elements'],
  [withElements('x'), 'elements.0: Invalid input: expected object, received string'],
  [withElements({ type: 'divider', color: 'red;x:url(y)' }), 'elements.0.color: must be a CSS color such as #1a73e8'],
  [withElements({ type: 'image', src: 'x', width: '1' }), 'elements.0.width: must be a CSS width such as 50px or 100%'],
  [withElements({ type: 'divider', if: true }), 'elements.0.if: Invalid input: expected string, received boolean'],
  [withElements({ type: 'divider', ref: 'a b' }), 'elements.0.ref: must be 1 to 100 letters, digits, "_", "$" or "-"'],
  [withElements({ type: 'divider', ref: 'constructor' }), 'elements.0.ref: is a reserved name'],
  [
    withElements({ type: 'list', elements: [{ type: 'text', content: 'x' }] }),
    'elements.0.elements.0.type: Invalid input: expected "list-item"',
  ],
  [
    withElements({ type: 'list', elements: [{ type: 'list-item' }] }),
    'elements.0.elements.0.content: is required when there are no elements',
  ],
  [
    withElements({ type: 'text', elements: [{ type: 'divider' }] }),
    'elements.0.elements.0.type: "divider" is not an element this place can hold; it can be one of string, link, img',
  ],
  [
    withElements({ type: 'text', content: 'x', locales: { 'no locale': { content: 'y' } } }),
    'elements.0.locales.no locale: must be a locale such as fr or fr-CA',
  ],
  [
    withElements({ type: 'text', content: 'x', locales: { fr: { content: 1 } } }),
    'elements.0.locales.fr.content: Invalid input: expected string, received number',
  ],
  [withElements({ type: 'channel', channel: 'sms' }), 'elements.0.elements: is required when there is no raw'],
  [withElements({ type: 'channel', channel: 'sms', raw: {} }), 'elements.0.raw: needs html or text'],
  [
    withElements({ type: 'channel', channel: 'email', raw: { html: 'x', transformers: ['mjml'] } }),
    'elements.0.raw.transformers.0: can only be handlebars',
  ],
])('W-08 content: says where %j is wrong, and how', (content, problem) => {
  expect(problemsOf(content)).toEqual([problem]);
});

test('W-08 content: names the place and the type of an element it does not know', () => {
  const inner = 'text, meta, action, divider, image, quote, html, list, comment, group';
  const unknown = (type: string) => `${JSON.stringify(type)} is not an element this place can hold; it can be one of`;
  const group = { type: 'group', elements: [{ type: 'divider' }, { type: 'channel', channel: 'sms', elements: [] }] };
  expect(problemsOf(withElements({ type: 'hologram' }, group, {}))).toEqual([
    `elements.0.type: ${unknown('hologram')} ${inner}, channel`,
    `elements.1.elements.1.type: ${unknown('channel')} ${inner}`,
    `elements.2.type: must name the element's type, one of ${inner}, channel`,
  ]);
});

test('content: nests sixteen deep and no deeper, whatever the input, also for other languages', () => {
  expect(problemsOf(withElements(nested(16)))).toEqual([]);
  expect(problemsOf(withElements(nested(17)))).toEqual(['elements: nest more than 16 deep']);
  expect(problemsOf(withElements(nested(200_000)))).toEqual(['elements: nest more than 16 deep']);
  const translated = { type: 'group', elements: [], locales: { fr: { elements: [nested(16)] } } };
  expect(problemsOf(withElements(translated))).toEqual(['elements: nest more than 16 deep']);
});

test('content: holds at most a thousand elements', () => {
  const divider = { type: 'divider' };
  expect(problemsOf(withElements(...Array(1_000).fill(divider)))).toEqual([]);
  expect(problemsOf(withElements(...Array(1_001).fill(divider)))).toEqual(['elements: are more than 1000']);
});

test('content: can be described as JSON Schema', () => {
  const described = z.toJSONSchema(Content, { io: 'input' });
  expect(Object.keys(described.$defs ?? {})).toContain('TextElement');
});
