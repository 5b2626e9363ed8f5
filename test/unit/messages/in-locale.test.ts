import { describe, expect, test } from 'vitest';

import { localesOf } from '../../../messages/locales-of.ts';
import { renderMessage } from '../../support/render-message.ts';

test.each<[unknown, string[]]>([
  ['fr', ['fr']],
  ['fr-CA', ['fr-ca', 'fr']],
  ['zh_Hant_TW', ['zh-hant-tw', 'zh-hant', 'zh']],
  ['', []],
  ['no locale', []],
  ['x'.repeat(100_000), []],
  [7, []],
  [undefined, []],
])('§11.3 locales: %j falls back on %j', (locale, names) => {
  expect(localesOf(locale)).toEqual(names);
});

/** What a reader of a language gets of one element, on a text channel. */
const read = (element: object, locale?: string, channel = 'sms') =>
  renderMessage({ elements: [element] }, { profile: { ...(locale && { locale }) }, data: { name: 'Ann' } }, channel);

describe('the language of a message', () => {
  const text = {
    type: 'text',
    content: 'Hello {{name}}',
    locales: { fr: { content: 'Bonjour {{name}}' }, 'fr-CA': { content: 'Allô {{name}}' }, de: {} },
  };

  test.each([
    [undefined, 'Hello Ann'],
    ['fr', 'Bonjour Ann'],
    ['fr-CA', 'Allô Ann'],
    ['FR_ca', 'Allô Ann'],
    ['fr-BE', 'Bonjour Ann'],
    ['de', 'Hello Ann'],
    ['es', 'Hello Ann'],
  ])('§11.3 locales: a reader of %s gets %s', (locale, said) => {
    expect(read(text, locale).body).toBe(said);
    expect(read(text, locale, 'email').html).toContain(`>${said}</p>`);
  });
});

test.each<[string, object, string]>([
  [
    'text by its runs',
    { type: 'text', content: 'a', locales: { fr: { elements: [{ type: 'string', content: 'b' }] } } },
    'b',
  ],
  [
    'text instead of its runs',
    { type: 'text', elements: [{ type: 'string', content: 'a' }], locales: { fr: { content: 'b' } } },
    'b',
  ],
  ['a run', { type: 'text', elements: [{ type: 'string', content: 'a', locales: { fr: { content: 'b' } } }] }, 'b'],
  ['quote', { type: 'quote', content: 'a', locales: { fr: { content: 'b' } } }, '> b'],
  ['html', { type: 'html', content: '<i>a</i>', locales: { fr: { content: '<i>b</i>' } } }, 'b'],
  [
    'action, label and target each',
    { type: 'action', content: 'a', href: 'https://a.example', locales: { fr: { content: 'b' } } },
    'b: https://a.example',
  ],
  [
    'image',
    { type: 'image', src: 'x', alt_text: 'a', locales: { fr: { alt_text: 'b', href: 'https://b.example' } } },
    'b: https://b.example',
  ],
  [
    'group',
    { type: 'group', elements: [{ type: 'text', content: 'a' }], locales: { fr: { elements: [{ type: 'divider' }] } } },
    '---',
  ],
  [
    'channel',
    {
      type: 'channel',
      channel: 'sms',
      elements: [{ type: 'text', content: 'a' }],
      locales: { fr: { elements: [{ type: 'text', content: 'b' }] } },
    },
    'b',
  ],
  ['raw', { type: 'channel', channel: 'sms', raw: { text: 'a' }, locales: { fr: { raw: { text: 'b' } } } }, 'b'],
  [
    'list-item, whose lists stay',
    {
      type: 'list',
      elements: [
        {
          type: 'list-item',
          content: 'a',
          elements: [{ type: 'list', elements: [{ type: 'list-item', content: 'inner' }] }],
          locales: { fr: { content: 'b' } },
        },
      ],
    },
    '- b\n  - inner',
  ],
])('§11.3 locales: %s', (_, element, said) => {
  expect(read(element, 'fr').body).toBe(said);
  expect(read(element, 'es').body).not.toBe(said);
});

test('§11.3 locales: meta has a title in each language', () => {
  const meta = { type: 'meta', title: 'Order', locales: { fr: { title: 'Commande' } } };
  expect([read(meta, 'fr', 'email').subject, read(meta, 'es', 'email').subject]).toEqual(['Commande', 'Order']);
});

test('§11.3 locales: the html of raw is a document in one language and none in another', () => {
  const raw = { type: 'channel', channel: 'email', elements: [], locales: { fr: { raw: { html: '<html>b</html>' } } } };
  expect(read(raw, 'fr', 'email').html).toBe('<html>b</html>');
  expect(read(raw, 'es', 'email').html).toMatch(/^<!doctype/);
});

test('W-08 locales: a template that cannot be read is named with its language', () => {
  const text = { type: 'text', content: 'a', locales: { fr: { content: '{{' } } };
  expect(() => read(text)).toThrow('content.elements.0.locales.fr.content: is not valid Handlebars on line 1');
});
