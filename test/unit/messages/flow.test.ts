import { describe, expect, test } from 'vitest';

import { Content } from '../../../language/content/content.ts';
import type { Json, JsonObject } from '../../../language/json/json.ts';
import type { Problem } from '../../../language/problem.ts';
import { compileContent, renderContent } from '../../../messages/content.ts';
import { RenderFailure } from '../../../messages/render-failure.ts';
import { variablesOf } from '../../../messages/variables.ts';
import { renderMessage } from '../../support/render-message.ts';

const text = (content: string, more: object = {}) => ({ type: 'text', content, ...more });
const group = (more: object, ...elements: object[]) => ({ type: 'group', elements, ...more });

const data: JsonObject = {
  plan: 'gold',
  total: 120,
  none: [],
  nothing: null,
  items: [
    { sku: 'a', tags: ['x', 'y'], price: 5 },
    { sku: 'b', tags: [], price: 0 },
    { sku: 'c', tags: ['z'], price: 7 },
  ],
};

/** What a text channel shows of elements, a line each, and what is reported. */
function show(elements: object[], { channel = 'sms', scope = 'default', more = {} as JsonObject } = {}) {
  const reported: string[] = [];
  const compiled = compileContent(Content.parse({ elements, scope }));
  const variables = variablesOf({ data: { ...data, ...more }, profile: { plan: 'silver' }, userId: 'ada' });
  const report = ({ path, message }: Problem) => reported.push(`${path}: ${message}`);
  const { body, text: plain } = renderContent(compiled, { channel, variables, report });
  return { shown: (body ?? plain ?? '').split('\n\n').filter(Boolean), reported };
}

const problemOf = (elements: object[]) => {
  try {
    compileContent(Content.parse({ elements }));
  } catch (error) {
    return (error as Error).message;
  }
  return '';
};

describe('if', () => {
  test.each([
    ['data.plan === "gold"', true],
    ["data.plan == 'silver'", false],
    ['profile.plan == "silver" && user.plan == "silver" && user.id == "ada"', true],
    ['data.items.length > 3', false],
    ['data.gone', false],
    ['{{plan}}', true],
    ['{{data.total}}', true],
    ['{{gone}}', false],
    ['{{user_id}}', true],
  ])('§11.3 elemental if: %s shows the element: %s', (condition, isShown) => {
    for (const channel of ['sms', 'email']) {
      const { shown, reported } = show([text('yes', { if: condition }), text('always')], { channel });
      expect(shown).toEqual(isShown ? ['yes', 'always'] : ['always']);
      expect(reported).toEqual([]);
    }
  });

  test('§11.3 elemental if: hides an element in html as in text, and a title with it', () => {
    const meta = (title: string, condition: string) => ({ type: 'meta', title, if: condition });
    const elements = [meta('no', 'data.gone'), meta('yes', 'data.plan'), text('hidden', { if: 'data.gone' })];
    const { subject, html } = renderMessage({ elements }, { data });
    expect(subject).toBe('yes');
    expect(html).not.toContain('hidden');
  });

  test('§11.3 elemental if: if_ is another spelling of it', () => {
    expect(show([text('no', { if_: 'data.gone' })]).shown).toEqual([]);
  });

  test('§11.3 elemental if: of a group it hides all there is inside', () => {
    expect(show([group({ if: 'data.gone' }, text('a'), group({}, text('b'))), text('c')]).shown).toEqual(['c']);
  });

  test('§11.3 elemental if: one that cannot be evaluated shows nothing and is reported once', () => {
    const elements = [
      text('x', { if: 'data.user.plan === "gold"' }),
      text('y'),
      text('z', { loop: 'data.items', if: '$.gone.x' }),
    ];
    for (const channel of ['sms', 'email']) {
      expect(show(elements, { channel })).toEqual({
        shown: ['y'],
        reported: [
          'content.elements.0.if: data.user has no value, so it has no properties',
          'content.elements.2.if: $.gone has no value, so it has no properties',
        ],
      });
    }
  });

  test('N-07 elemental if: in strict scope one that cannot be evaluated is a failure', () => {
    expect(() => show([text('x', { if: 'data.user.plan' })], { scope: 'strict' })).toThrow(
      new RenderFailure('data.user has no value, so it has no properties', 'content.elements.0.if'),
    );
    expect(show([text('x', { if: 'data.gone' }), text('y')], { scope: 'strict' }).shown).toEqual(['y']);
  });

  test('W-08 elemental if: what cannot be read is named with its place', () => {
    const elements = [
      text('x', { if: 'data.x ===' }),
      group({ loop: 'items' }, { type: 'list', elements: [{ type: 'list-item', content: 'x', if: 'evil()' }] }),
    ];
    expect(problemOf(elements)).toBe(
      'content.elements.0.if: unexpected end at position 11; content.elements.1.loop: unknown name "items" at position 1; content.elements.1.elements.0.elements.0.if: unknown name "evil" at position 1',
    );
  });
});

describe('loop', () => {
  test.each<[string, object, string[]]>([
    [
      'shows the element once for each item',
      text('{{$.index}} {{$.item.sku}}', { loop: 'data.items' }),
      ['0 a', '1 b', '2 c'],
    ],
    ['shows nothing for an empty list', text('x', { loop: 'data.none' }), []],
    ['shows nothing for a missing one', text('x', { loop: 'data.gone' }), []],
    ['shows nothing for null', text('x', { loop: 'data.nothing' }), []],
    ['reads what a text would', text('{{$.item.sku}}', { loop: '{{items}}' }), ['a', 'b', 'c']],
    ['may be any expression', text('{{$.item}}', { loop: 'data.gone ?? [1, 2]' }), ['1', '2']],
    [
      'asks its if for each item',
      text('{{$.item.sku}}', { loop: 'data.items', if: '$.item.price > 0 && $.index < 2' }),
      ['a'],
    ],
    [
      'nests, the innermost turn being $',
      group({ loop: 'data.items' }, text('{{$.item.sku}}:'), text('{{$.index}}{{$.item}}', { loop: '$.item.tags' })),
      ['a:', '0x', '1y', 'b:', 'c:', '0z'],
    ],
    [
      'is seen from inside the blocks of a text',
      text('{{#each items}}{{$.item.sku}}{{sku}} {{/each}}', { loop: 'data.items' }),
      ['aa ab ac ', 'ba bb bc ', 'ca cb cc '],
    ],
  ])('§11.3 elemental loop: %s', (_, element, lines) => {
    for (const channel of ['sms', 'email'])
      expect(show([element], { channel })).toEqual({ shown: lines, reported: [] });
  });

  test('§11.3 elemental loop: the items are written into html, escaped like any value', () => {
    const items = ['<script>', '**b**'];
    const { html } = renderMessage(
      { elements: [text('{{$.item}} {{{$.item}}}', { loop: 'data.items' })] },
      { data: { items } },
    );
    expect(html).toContain('&lt;script&gt; &lt;script&gt;</p>');
    expect(html).toContain('**b** **b**</p>');
    expect(html).not.toContain('<script>');
  });

  test('§11.3 elemental loop: an item that is a template is not executed', () => {
    expect(
      show([text('{{$.item}}', { loop: 'data.evil' })], { more: { evil: ['{{plan}}', '{{#each items}}'] } }).shown,
    ).toEqual(['{{plan}}', '{{#each items}}']);
  });

  test.each<[string, Json]>([
    ['a text', 'data.plan'],
    ['an object', 'data.items[0]'],
    ['a number', 'data.total'],
  ])('§11.3 elemental loop: over %s it shows nothing, and reports it', (_, loop) => {
    expect(show([text('x', { loop }), text('y')])).toEqual({
      shown: ['y'],
      reported: ['content.elements.0.loop: is not a list'],
    });
  });

  test('N-07 elemental loop: in strict scope a missing list is a failure, an empty one is not', () => {
    expect(() => show([text('x', { loop: 'data.gone' })], { scope: 'strict' })).toThrow(
      'content.elements.0.loop: has no value',
    );
    expect(() => show([text('x', { loop: 'data.plan' })], { scope: 'strict' })).toThrow(
      'content.elements.0.loop: is not a list',
    );
    expect(show([text('x', { loop: 'data.none' })], { scope: 'strict' }).shown).toEqual([]);
  });

  test('§11.3 elemental loop: a thousand turns in all and no more, nested ones counted each', () => {
    const many = (count: number) => ({ many: Array(count).fill([1]) });
    const nested = [group({ loop: 'data.many' }, text('x', { loop: '$.item' }))];
    expect(show([text('x', { loop: 'data.many' })], { more: many(1_000) }).shown).toHaveLength(1_000);
    expect(() => show([text('x', { loop: 'data.many' })], { more: many(1_001) })).toThrow(
      'content.elements.0.loop: takes the loops past 1000 turns',
    );
    expect(show(nested, { more: many(500) }).shown).toHaveLength(500);
    expect(() => show(nested, { more: many(501) })).toThrow(
      /elements\.0(\.elements\.0)?\.loop: takes the loops past 1000 turns/,
    );
  });

  test.each<[string, object[], JsonObject]>([
    ['elements', [group({ loop: 'data.many' }, ...Array(998).fill(text('{{gone}}')))], {}],
    ['hidden elements', [group({ loop: 'data.many' }, ...Array(998).fill(text('', { if: 'data.gone' })))], {}],
    [
      'conditions',
      [group({ loop: 'data.many' }, ...Array(8).fill(text('', { if: `${'data.gone || '.repeat(300)}1` })))],
      {},
    ],
    ['searches', Array(900).fill(text('', { if: 'data.big.includes("b")' })), { big: 'a'.repeat(1_000_000) }],
    ['variables', [group({ loop: 'data.many' }, ...Array(8).fill(text('{{gone}}'.repeat(500))))], {}],
    ['characters', [text('x'.repeat(2_000), { loop: 'data.many' })], {}],
  ])(
    '§11.3 elemental loop: more %s than a message may have are a failure, and keep nobody waiting',
    (_, elements, more) => {
      expect(() => show(elements, { channel: 'email', more: { many: Array(1_000).fill(1), ...more } })).toThrow(
        RenderFailure,
      );
    },
  );
});

describe('ref', () => {
  test('§11.3 elemental ref: a later if asks whether the element was shown', () => {
    const elements = (condition: string) => [
      text('first', { ref: 'greeting', if: condition }),
      text('then', { if: 'refs.greeting.visible' }),
      text('else', { if: '!refs.greeting.visible' }),
    ];
    for (const channel of ['sms', 'email']) {
      expect(show(elements('data.plan'), { channel }).shown).toEqual(['first', 'then']);
      expect(show(elements('data.gone'), { channel }).shown).toEqual(['else']);
    }
  });

  test('§11.3 elemental ref: an element of a hidden group, or of another channel, was not shown', () => {
    const asking = [text('yes', { if: 'refs.a.visible' }), text('no', { if: 'refs.a.visible === false' })];
    expect(show([group({ if: 'data.gone' }, text('x', { ref: 'a' })), ...asking]).shown).toEqual(['no']);
    expect(show([text('x', { ref: 'a', channels: ['email'] }), ...asking]).shown).toEqual(['no']);
  });

  test('§11.3 elemental ref: in a loop it speaks of the same turn, afterwards of the last one', () => {
    const elements = [
      group(
        { loop: 'data.items' },
        text('{{$.item.sku}} costs', { ref: 'paid', if: '$.item.price > 0' }),
        text('{{$.item.sku}} is free', { if: '!refs.paid.visible' }),
      ),
      text('the last one costs', { if: 'refs.paid.visible' }),
    ];
    expect(show(elements).shown).toEqual(['a costs', 'b is free', 'c costs', 'the last one costs']);
  });

  test('§11.3 elemental ref: a looped element was shown when one of its turns was', () => {
    const looped = (condition: string) => [
      text('{{$.item.sku}}', { loop: 'data.items', ref: 'some', if: condition }),
      text('none', { if: '!refs.some.visible' }),
    ];
    expect(show(looped('$.item.price > 6')).shown).toEqual(['c']);
    expect(show(looped('$.item.price > 9')).shown).toEqual(['none']);
  });

  test('§11.3 elemental ref: titles ask, too', () => {
    const elements = [
      text('x', { ref: 'a', if: 'data.gone' }),
      { type: 'meta', title: 'with', if: 'refs.a.visible' },
      { type: 'meta', title: 'without', if: '!refs.a.visible' },
    ];
    expect(renderMessage({ elements }, { data }).subject).toBe('without');
  });

  test('W-08 elemental ref: an element cannot be asked for before it, nor one that is nowhere', () => {
    const later = [text('x', { if: 'refs.a.visible' }), text('y', { ref: 'a', if: 'refs["b"].visible' })];
    expect(problemOf(later)).toBe(
      'content.elements.0.if: asks for refs.a, which is the ref of no element before it; content.elements.1.if: asks for refs.b, which is the ref of no element before it',
    );
    expect(problemOf([group({ ref: 'a' }, text('x', { if: 'refs.a.visible' }))])).toBe('');
  });
});

describe('channel elements', () => {
  const channel = (name: string, content: string, more: object = {}) => ({
    type: 'channel',
    channel: name,
    elements: [text(content)],
    ...more,
  });

  test.each<[string, object[], string]>([
    ['shown', [channel('sms', 'own', { if: 'data.plan' }), channel('default', 'rest')], 'own'],
    ['hidden: the next of the channel', [channel('sms', 'a', { if: 'data.gone' }), channel('sms', 'b')], 'b'],
    ['hidden: the default one', [channel('sms', 'own', { if: 'data.gone' }), channel('default', 'rest')], 'rest'],
    ['hidden: what stands beside', [channel('sms', 'own', { if: 'data.gone' }), text('beside')], 'beside'],
    ['two that are shown: the first', [channel('sms', 'a'), channel('sms', 'b')], 'a'],
    ['limited to others', [channel('sms', 'own', { channels: ['email'] }), text('beside')], 'beside'],
    ['looped', [channel('sms', '{{$.item}}', { loop: '[1, 2]' })], '1\n\n2'],
  ])('§11.3 elemental channel: %s', (_, elements, body) => {
    expect(renderMessage({ elements }, { data }, 'sms').body).toBe(body);
  });

  test('§11.3 elemental channel: where none is left, there is nothing to send', () => {
    expect(() => show([channel('sms', 'own', { if: 'data.gone' })])).toThrow(
      'content: nothing is written for the channel sms',
    );
  });
});
