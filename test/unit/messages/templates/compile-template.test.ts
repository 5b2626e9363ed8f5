import { expect, test } from 'vitest';

import { compileTemplate } from '../../../../messages/templates/compile-template.ts';
import { type MessageScope, variablesOf } from '../../../../messages/variables.ts';
import { html, plain, type Writer } from '../../../../messages/writers.ts';
import { renderingOf } from '../../../support/rendering.ts';

function render(source: string, data: MessageScope['data'] = {}, writer: Writer = plain, isStrict = false): string {
  const variables = variablesOf({ data, profile: {} });
  return compileTemplate(source, 'body', isStrict)(renderingOf(variables), writer);
}

test.each([
  ['plain { text }', 'plain { text }'],
  ['{{name}}, {{person.age}}', 'Ann, 7'],
  ['{{#if name}}yes{{else}}no{{/if}}{{#if gone}}yes{{else}}no{{/if}}', 'yesno'],
  ['{{#unless gone}}u{{/unless}}{{#if zero}}a{{/if}}{{#if zero includeZero=true}}b{{/if}}', 'ub'],
  ['{{#each items}}{{@index}}{{this.n}}{{#unless @last}},{{/unless}}{{/each}}', '0a,1b'],
  ['{{#each items as |item at|}}{{at}}{{item.n}}{{../name}}{{/each}}', '0aAnn1bAnn'],
  ['{{#each person}}{{@key}}={{this}} {{/each}}', 'age=7 '],
  ['{{#each none}}x{{else}}empty{{/each}}', 'empty'],
  ['{{#with person}}{{age}}{{@root.name}}{{/with}}', '7Ann'],
  ['{{lookup person "age"}}{{#each (lookup this "items")}}{{n}}{{/each}}', '7ab'],
  ['{{#items}}{{n}}{{/items}}{{^gone}}none{{/gone}}{{#yes}}y{{/yes}}{{#person}}{{age}}{{/person}}', 'abnoney7'],
  ['{{zero}}{{yes}}{{gone}}{{nothing}}{{gone.deeper.still}}', '0true'],
  ['{{if}}{{! comment }}{{write}}', 'condition'],
])('templates: %s', (source, written) => {
  const items = [{ n: 'a' }, { n: 'b' }];
  const data = { name: 'Ann', person: { age: 7 }, items, none: [], zero: 0, yes: true, nothing: null, if: 'condition' };
  expect(render(source, data)).toBe(written);
});

test('N-05 templates: an object is written as JSON, whatever it calls its fields', () => {
  expect(render('{{x}}', { x: { toString: 1, toHTML: 'y', valueOf: null } })).toBe(
    '{"toString":1,"toHTML":"y","valueOf":null}',
  );
  expect(render('{{x}}', { x: [1, 'a'] })).toBe('[1,"a"]');
});

test.each([
  '{{constructor.constructor}}',
  '{{constructor}}',
  '{{__proto__}}',
  '{{__proto__.constructor.name}}',
  '{{lookup this "constructor"}}',
  '{{lookup (lookup this "constructor") "constructor"}}',
  '{{lookup list "__proto__"}}',
  '{{list.constructor.name}}',
  '{{text.constructor.name}}',
  '{{list.push}}{{text.trim}}{{hasOwnProperty}}{{toString}}',
  '{{#with constructor}}x{{/with}}{{#each __proto__}}x{{/each}}{{#with list}}{{#with pop}}x{{/with}}{{/with}}',
  '{{@root.constructor}}{{@root.__proto__}}{{@index.constructor}}',
])('templates: %s reads nothing, since only own properties are read', (source) => {
  expect(render(source, { list: [1], text: 't' })).toBe('');
});

test.each([
  ['{{log "x"}}', 'uses the unknown helper "log"; the known ones are if, unless, each, with and lookup'],
  ['{{var "name"}}', 'uses the unknown helper "var"; the known ones are if, unless, each, with and lookup'],
  [
    '{{#each (evil x)}}{{/each}}',
    'uses the unknown helper "evil"; the known ones are if, unless, each, with and lookup',
  ],
  ['{{#evil x}}{{/evil}}', 'uses the unknown helper "evil"; the known ones are if, unless, each, with and lookup'],
  ['{{write x}}', 'uses the unknown helper "write"; the known ones are if, unless, each, with and lookup'],
  ['{{if x}}', 'uses the unknown helper "if"; the known ones are if, unless, each, with and lookup'],
  [
    '{{helperMissing x}}',
    'uses the unknown helper "helperMissing"; the known ones are if, unless, each, with and lookup',
  ],
  ['{{> part}}', 'uses a partial or a decorator, which messages do not support'],
  ['{{#> part}}x{{/part}}', 'uses a partial or a decorator, which messages do not support'],
  ['{{* decorate}}', 'uses a partial or a decorator, which messages do not support'],
  ['{{#*inline "x"}}y{{/inline}}', 'uses a partial or a decorator, which messages do not support'],
  ['{{"literal"}}', 'has a literal where a variable is expected'],
  ['{{#"if" x}}{{/"if"}}', 'has a literal where a variable is expected'],
  ['{{{{raw}}}}{{x}}{{{{/raw}}}}', 'uses a raw block, which messages do not support'],
  ['{{@partial-block}}', 'uses the unknown variable @partial-block'],
  [`{{a${'.a'.repeat(50)}}}`, 'follows more than 50 names in a row'],
  ['{{lookup x}}', 'must give lookup an object and a key'],
  ['{{#if a b}}{{/if}}', 'must give {{#if}} exactly one value'],
  ['{{#each}}{{/each}}', 'must give {{#each}} exactly one value'],
  ['{{#each a b=(evil)}}{{/each}}', 'must give {{#each}} no named values'],
  ['a\n{{#if x}}', 'is not valid Handlebars on line 2'],
  ['{{name', 'is not valid Handlebars on line 1'],
  ['{{#if x}}{{/each}}', 'is not valid Handlebars'],
  ['{{#if x}}'.repeat(51) + '{{/if}}'.repeat(51), 'nests more than 50 blocks'],
  ['{{#if x}}'.repeat(1_001) + '{{/if}}'.repeat(1_001), 'holds more than 1000 blocks and parentheses'],
  [`{{x ${'(x '.repeat(1_001)}`, 'holds more than 1000 blocks and parentheses'],
  [`{{#if x}}${'{{else if x}}'.repeat(1_000)}{{/if}}`, 'holds more than 1000 blocks and parentheses'],
])('W-08 templates: refuses %j, naming the field', (source, problem) => {
  expect(() => compileTemplate(source, 'body', false)).toThrow(`body: ${problem}`);
});

test('templates: a value is never read as a template', () => {
  expect(render('{{x}}', { x: '{{secret}}', secret: 's' })).toBe('{{secret}}');
});

test('templates: escape in HTML, except for triple braces', () => {
  const x = `<i>&"'\`=`;
  expect(render('{{x}}|{{{x}}}|{{&x}}', { x }, html)).toBe(`&lt;i&gt;&amp;&quot;&#39;&#96;&#61;|${x}|${x}`);
  expect(render('{{x}}|{{{x}}}', { x }, plain)).toBe(`${x}|${x}`);
});

test.each([
  ['<a href="{{x}}">', 'javascript:alert(1)'],
  ['<a href="{{{x}}}">', 'javascript:alert(1)'],
  ["<a href = '{{x}}'>", ' JaVaScRiPt:alert(1)'],
  ['<a href={{x}}>', 'java\nscript:alert(1)'],
  ['<a href="{{#if x}}{{x}}{{/if}}">', 'vbscript:x'],
  ['<a href="{{gone}}{{x}}">', ':alert(1)'],
  ['<img src="{{x}}">', 'data:text/html,<script>'],
  ['<form action="{{x}}">', '\u0001javascript:x'],
])('templates: where HTML expects a link, %s writes none that could run', (source, x) => {
  expect(render(source, { x }, html)).toMatch(/[= "']#["'>]/);
  expect(render(source, { x }, html)).not.toContain('script');
});

test('templates: where HTML expects a link, links and their pieces are written', () => {
  const link = '<a href="{{x}}">';
  expect(render(link, { x: 'https://a.example/?q=1:2' }, html)).toBe('<a href="https://a.example/?q&#61;1:2">');
  expect(render(link, { x: 'mailto:a@b.example' }, html)).toBe('<a href="mailto:a@b.example">');
  expect(render(link, { x: '/orders/7:b' }, html)).toBe('<a href="/orders/7:b">');
  expect(render('<a href="https://a.example/{{x}}">', { x: 'b:c' }, html)).toBe('<a href="https://a.example/b:c">');
});

test('N-07 templates: a missing variable is empty, unless the template is strict', () => {
  expect(render('Hi {{name}}{{#each items}}{{/each}}!')).toBe('Hi !');
  const strict =
    (source: string, data = {}) =>
    () =>
      render(source, data, plain, true);
  expect(strict('Hi {{person.name}}', { person: {} })).toThrow('body: the variable "person.name" has no value');
  expect(strict('{{{gone}}}')).toThrow('body: the variable "gone" has no value');
  expect(strict('{{#each items}}{{/each}}')).toThrow('body: the variable "items" has no value');
  expect(strict('{{#each items}}{{../gone}}{{/each}}', { items: [1] })).toThrow('"../gone" has no value');
  expect(strict('{{lookup map key}}', { map: {}, key: 'k' })).toThrow('the variable "map at key" has no value');
  expect(strict('{{__bound.user}}')).toThrow('the variable "user" has no value');
  expect(strict('{{#if name}}{{name}}{{else}}you{{/if}}')()).toBe('you');
  expect(strict('{{zero}}{{no}}{{empty}}', { zero: 0, no: false, empty: '' })()).toBe('0false');
});

test('templates: a loop that multiplies stops early', () => {
  const rows = Array(2_000).fill(Array(2_000).fill(1));
  const nested = (body: string) => () => render(`{{#each rows}}{{#each this}}${body}{{/each}}{{/each}}`, { rows });
  const tooLong = 'body: writes more than 1000000 characters';
  expect(nested('')).toThrow('body: loops more than 100000 times');
  expect(nested('more than ten characters')).toThrow(tooLong);
  expect(nested('{{@root.rows.length}} {{@root.rows.length}} {{@root.rows.length}}')).toThrow(tooLong);
  expect(() => render('{{#rows}}{{#this}}{{this}}{{/this}}{{/rows}}', { rows })).toThrow('loops more than');
});

test('templates: many variables, or many loops one after another, share one budget', () => {
  const data = { long: 'x'.repeat(10_000), items: Array(1_000).fill('') };
  expect(render('{{long}}'.repeat(100), data)).toHaveLength(1_000_000);
  expect(() => render('{{long}}'.repeat(101), data)).toThrow('writes more than 1000000 characters');
  const loop = `{{#each items}}${'x'.repeat(90)}{{/each}}`;
  expect(render(loop.repeat(11), data)).toHaveLength(990_000);
  expect(() => render(loop.repeat(12), data)).toThrow('writes more than 1000000 characters');
});

test('X-04 X-05 templates: a value bound ahead is found at the root from inside any block', () => {
  const variables = variablesOf({ data: { items: [{}] }, profile: {}, bindings: { 'data.x': 'bound' } });
  const template = compileTemplate('{{#each items}}{{__bound.[data.x]}}{{/each}}', 'body', true);
  expect(template(renderingOf(variables), plain)).toBe('bound');
});

test('§11.3 templates: $ is the turn of the loop around the element, from inside any block, and nothing elsewhere', () => {
  const variables = variablesOf({ data: { items: [{}], $: 'data' }, profile: {} });
  const source =
    '{{$.index}}{{#each items}}{{$.item.name}}{{lookup $.item "name"}}{{/each}}{{#if $.item.gone}}x{{/if}}';
  const template = compileTemplate(source, 'body', false);
  expect(template({ ...renderingOf(variables), turn: { item: { name: 'Ann' }, index: 4 } }, plain)).toBe('4AnnAnn');
  expect(template(renderingOf(variables), plain)).toBe('');
  expect(() => compileTemplate('{{@turn.item}}', 'body', false)).toThrow('uses the unknown variable @turn');
});

test('N-07 templates: in strict scope a turn without the value is an error that names it', () => {
  const template = compileTemplate('{{$.item.name}}', 'body', true);
  const rendering = { ...renderingOf(variablesOf({ data: {}, profile: {} })), turn: { item: {}, index: 0 } };
  expect(() => template(rendering, plain)).toThrow('body: the variable "$.item.name" has no value');
});

test('§11.3 templates: variables without a value cost, too', () => {
  const items = Array(1_000).fill('');
  expect(() => render(`{{#each items}}${'{{gone}}'.repeat(251)}{{/each}}`, { items })).toThrow(
    'body: writes more than 250000 variables',
  );
});

test.each([
  ['{{order_id}}', 'order_id'],
  ['{{data.order_id}}', 'data.order_id'],
  ['{{customer.name}}', 'customer.name'],
  ['{{#each order_id}}x{{/each}}', 'order_id'],
])('N-07 templates: what is promised and missing is a failure where it is read: %s', (source, name) => {
  const template = compileTemplate(source, 'body', false);
  const missing = ['order_id', 'customer'];
  expect(() => template({ ...renderingOf({ data: {} }), missing }, plain)).toThrow(
    `the variable "${name}" has no value`,
  );
  expect(template({ ...renderingOf({ data: {} }), missing: ['order', 'id'] }, plain)).toBe('');
});

test('N-07 templates: what is promised may be asked for, and be found elsewhere', () => {
  const rendering = { ...renderingOf({ data: {}, order_id: '7' }), missing: ['order_id'] };
  expect(compileTemplate('{{#if data.order_id}}a{{/if}}{{order_id}}', 'body', false)(rendering, plain)).toBe('7');
});
