import fc from 'fast-check';
import Handlebars from 'handlebars';
import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../../../language/json/json.ts';
import { bindReferences } from '../../../../language/reference/bind-references.ts';
import type { Scope } from '../../../../language/run/scope.ts';

const EVIL = '{{data.secret}}<script>{{{data.secret}}}</script>';

const scope: Scope = {
  data: {
    name: 'Ada',
    evil: EVIL,
    n: 5,
    object: { a: EVIL },
    missing: null,
    secret: 'SECRET',
    content: {
      version: '2022-01-01',
      elements: [{ type: 'text', content: EVIL, color: '#ff0000', bold: true, href: 'https://x.example/?a=1' }],
    },
  },
  profile: {},
  refs: {},
};

const bind = (content: Json, data: JsonObject = scope.data) => bindReferences(content, { ...scope, data });

/** As the renderer does: bound values are variables at the root. */
const render = (content: Json, data: JsonObject = scope.data): string => {
  const bound = bind(content, data);
  return Handlebars.compile(bound.content)({ data, __bound: bound.bindings });
};

/** Empty for what Handlebars refuses, as it does braces that are out of step. */
const rendered = (content: Json): string => {
  try {
    return render(content);
  } catch {
    return '';
  }
};

describe('bindReferences', () => {
  test.each<[Json, Json | undefined, JsonObject]>([
    ['Hello {{data.name}}', 'Hello {{data.name}}', {}],
    [`Hello \${data.name}!`, 'Hello {{__bound.[data.name]}}!', { 'data.name': 'Ada' }],
    [
      `\${data.name} \${data.name + "x"}`,
      '{{__bound.[data.name]}} {{__bound.[b1]}}',
      { 'data.name': 'Ada', b1: 'Adax' },
    ],
    ['refs.data.name', '{{__bound.[b0]}}', { b0: 'Ada' }],
    [`\${data.n}`, '{{__bound.[b0]}}', { b0: '5' }],
    [`<\${data.object}>`, '<{{__bound.[data.object]}}>', { 'data.object': JSON.stringify({ a: EVIL }) }],
    [`a \${data.missing}`, 'a {{__bound.[data.missing]}}', {}],
    [{ title: 'refs.data.missing', body: 'b' }, { body: 'b' }, {}],
    ['refs.data.missing', undefined, {}],
    [`$\${{data.n}}`, `$\${{data.n}}`, {}],
  ])('X-05 bindReferences: %j', (content, bound, bindings) => {
    expect(bind(content)).toEqual({ content: bound, bindings });
  });

  test('X-03 X-04 bindReferences: content out of the data keeps its structure, and its texts become variables', () => {
    const bound = {
      content: {
        version: '2022-01-01',
        elements: [
          { type: 'text', content: '{{__bound.[b0]}}', color: '#ff0000', bold: true, href: '{{__bound.[b1]}}' },
        ],
      },
      bindings: { b0: EVIL, b1: 'https://x.example/?a=1' },
    };
    expect(bind({ $ref: 'data.content' })).toEqual(bound);
    expect(bind('refs.data.content')).toEqual(bound);
    expect(bind(`\${data.content}`)).toEqual(bound);
    expect(bindReferences(scope.data.content ?? null, scope, { origin: 'data' })).toEqual(bound);
  });

  test('X-03 bindReferences: content that came from data as a whole is not evaluated', () => {
    const bound = bindReferences({ body: 'refs.data.secret', title: `\${data.secret}` }, scope, { origin: 'data' });
    expect(bound.bindings).toEqual({ b0: 'refs.data.secret', b1: `\${data.secret}` });
  });

  test.each([
    `\${data.evil}`,
    `a \${data.evil} b`,
    'refs.data.evil',
    `{\${data.evil}}`,
    `{{\${data.evil}}}`,
    `\\\${data.evil}`,
    `{\${data.evil}}{\${data.evil}}`,
    `\${\`\${data.evil}\`}`,
    `{{#each data.object}}\${data.evil}{{/each}}`,
  ])('X-05 bindReferences: Handlebars and HTML in data are only text: %s', (text) => {
    const html = render(text);
    expect(html).not.toMatch(/SECRET|<script>/);
  });

  test('X-05 bindReferences: braces around a reference are kept', () => {
    expect(render(`{\${data.name}} {{\${data.name}}} \\\${data.name}`)).toBe('{Ada} {{Ada}} \\Ada');
  });

  test('X-05 bindReferences: whatever surrounds a reference, its value is never a template and never raw', () => {
    const around = fc.array(
      fc.constantFrom('{', '}', '\\', '&', '{{', '}}', '{{{', '}}}', 'a', ' ', '!', '#', '~', '"', "'", '['),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(around, around, around, (before, between, after) => {
        const text = `${before.join('')}\${data.evil}${between.join('')}\${data.evil}${after.join('')}`;
        expect(rendered(text)).not.toMatch(/SECRET|<script>/);
      }),
      { numRuns: 3_000 },
    );
  });

  test.each(['refs.data.large', `\${data.large}`, `a \${data.large}`])(
    'X-05 bindReferences: references that stand for more than a worker can hold fail: %s',
    (text) => {
      const data = { large: 'x'.repeat(3_900_000) };
      expect(() => bind(Array(4).fill(text), data)).not.toThrow();
      expect(() => bind({ body: Array(5).fill(text) }, data)).toThrow(
        'content.body.4: the references stand for too much text',
      );
    },
  );

  test('X-05 bindReferences: an error names the field', () => {
    expect(() => bind({ elements: [{ content: `\${data.n.includes(1)}` }] })).toThrow(
      'content.elements.0.content: data.n has no includes',
    );
  });

  test('§11.3 bindReferences: an element’s own expressions are no references, what it says is', () => {
    const inner = {
      type: 'text',
      content: 'refs.data.name',
      if: 'refs.greeting.visible',
      loop: 'refs.data.items',
      ref: 'a',
    };
    const content = { elements: [{ type: 'group', if: `\`\${$.item}\` === "x"`, elements: [inner] }] };
    expect(bind(content).content).toEqual({
      elements: [{ ...content.elements[0], elements: [{ ...inner, content: '{{__bound.[b0]}}' }] }],
    });
  });

  test('§11.3 bindReferences: in content that came out of the run, nothing is left to be evaluated', () => {
    const elements = [{ type: 'text', content: 'x', if: 'data.secret == 1', loop: 'data.items' }];
    const { content } = bind({ $ref: 'data.content' }, { content: { elements } });
    expect(content).toEqual({ elements: [{ ...elements[0], if: '{{__bound.[b0]}}', loop: '{{__bound.[b1]}}' }] });
  });
});
