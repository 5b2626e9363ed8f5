import { expect, test } from 'vitest';
import { z } from 'zod';

import { Content } from '../../../language/content.ts';

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
  { type: 'meta', title: 'x' },
  { type: 'action', content: 'x', href: 'y', style: 'link', align: 'full', background_color: 'rgb(1, 2, 3)' },
  { type: 'divider', color: 'red' },
  { type: 'image', src: 'x', href: 'y', width: '50%', alt_text: 'z', align: 'left' },
  { type: 'quote', content: 'x', border_color: '{{brand.color}}', text_style: 'subtext' },
  { type: 'html', content: '<b>x</b>' },
  { type: 'group', elements: [{ type: 'divider' }] },
  { type: 'channel', channel: 'sms', elements: [] },
  { type: 'channel', channel: 'email', raw: { subject: 'x', html: 'y', text: 'z', transformers: ['handlebars'] } },
])('content: keeps every field of $type', (element) => {
  const full = { ...element, id: 'e1', channels: ['email'] };
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
  [withElements({ type: 'text' }), 'elements.0.content: Invalid input: expected string, received undefined'],
  [withElements('x'), 'elements.0: Invalid input: expected object, received string'],
  [withElements({ type: 'divider', color: 'red;x:url(y)' }), 'elements.0.color: must be a CSS color such as #1a73e8'],
  [withElements({ type: 'image', src: 'x', width: '1' }), 'elements.0.width: must be a CSS width such as 50px or 100%'],
  [withElements({ type: 'divider', if: 'data.x' }), 'elements.0.if: is not supported on elements yet'],
  [withElements({ type: 'divider', loop: 'data.x' }), 'elements.0.loop: is not supported on elements yet'],
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
  const inner = 'text, meta, action, divider, image, quote, html, group';
  const unknown = (type: string) => `${JSON.stringify(type)} is not an element this place can hold; it can be one of`;
  const group = { type: 'group', elements: [{ type: 'divider' }, { type: 'channel', channel: 'sms', elements: [] }] };
  expect(problemsOf(withElements({ type: 'comment' }, group, {}))).toEqual([
    `elements.0.type: ${unknown('comment')} ${inner}, channel`,
    `elements.1.elements.1.type: ${unknown('channel')} ${inner}`,
    `elements.2.type: must name the element's type, one of ${inner}, channel`,
  ]);
});

test('content: nests ten deep and no deeper, whatever the input', () => {
  expect(problemsOf(withElements(nested(10)))).toEqual([]);
  expect(problemsOf(withElements(nested(11)))).toEqual(['elements: nest more than 10 deep']);
  expect(problemsOf(withElements(nested(200_000)))).toEqual(['elements: nest more than 10 deep']);
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
