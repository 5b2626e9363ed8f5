import { expect, test } from 'vitest';

import { Content } from '../../../language/content/content.ts';
import { compileContent } from '../../../messages/content.ts';
import { RenderFailure } from '../../../messages/render-failure.ts';
import { renderElement, renderMessage } from '../../support/render-message.ts';

const text = (content: string, more: object = {}) => ({ type: 'text', content, ...more });
const meta = (title: string, more: object = {}) => ({ type: 'meta', title, ...more });

function failureOf(render: () => unknown): Error {
  try {
    render();
  } catch (error) {
    return error as Error;
  }
  throw new Error('nothing was thrown');
}

test('content: the sugar becomes a subject, a document and a text', () => {
  const { subject, html, text } = renderMessage(
    { title: 'Hello {{name}}', body: 'Your **code** is {code}' },
    { data: { name: 'Ann', code: 7 } },
  );
  expect(subject).toBe('Hello Ann');
  expect(html).toMatch(/^<!doctype html>[\s\S]*Your <strong>code<\/strong> is 7<\/p>[\s\S]*<\/html>\n$/);
  expect(text).toBe('Your code is 7');
});

test.each([
  ['{name}', 'Ann'],
  ['{ name }', 'Ann'],
  ['{data.name}', 'Ann'],
  ['{{name}}', 'Ann'],
  ['{{#if name}}{name}{{/if}}', 'Ann'],
  ['\x24{name}', '\x24{name}'],
  ['{"name": 1}', '{"name": 1}'],
  ['{first name} {} {7}', '{first name} {} {7}'],
  [String.raw`\{name} {name}`, '{name} Ann'],
  [String.raw`\{{name}}`, '{{name}}'],
])('content: in the sugar, %s reads %s', (body, written) => {
  expect(renderMessage({ body }, { data: { name: 'Ann' } }).text).toBe(written);
});

test('content: single braces are only text in Elemental', () => {
  expect(renderElement(text('{name}'), { data: { name: 'Ann' } }).text).toBe('{name}');
});

test('N-03 content: reads {{name}} and {{data.name}}, and the profile', () => {
  const scope = { data: { name: 'Ann' }, profile: { city: 'Ulm' }, userId: 'u1' };
  const content =
    '{{name}} {{data.name}} {{city}} {{profile.city}} {{user.city}} {{user_id}} {{user.id}} {{recipient}}';
  expect(renderElement(text(content), scope).text).toBe('Ann Ann Ulm Ulm Ulm u1 u1 u1');
});

test('N-07 content: a missing variable is empty by default and fails in strict scope', () => {
  const content = { version: '2022-01-01', elements: [text('x'), text('Hi {{name}}!')] };
  expect(renderMessage(content).text).toBe('x\n\nHi !');
  const failure = failureOf(() => renderMessage({ ...content, scope: 'strict' }));
  expect(failure).toBeInstanceOf(RenderFailure);
  expect(failure.message).toBe('content.elements.1.content: the variable "name" has no value');
});

test('content: a channel element replaces the rest on its channel, default on the others', () => {
  const channel = (name: string, ...elements: unknown[]) => ({ type: 'channel', channel: name, elements });
  const elements = [channel('email', meta('E'), text('mail')), channel('default', meta('D'), text('rest'))];
  expect(renderMessage({ elements })).toMatchObject({ subject: 'E', text: 'mail' });
  expect(renderMessage({ elements }, {}, 'sms')).toEqual({ title: 'D', body: 'rest' });
  expect(compileContent(Content.parse({ elements })).channels).toEqual([]);
  const only = { elements: [channel('email', text('mail')), channel('sms', text('short'))] };
  expect(compileContent(Content.parse(only)).channels).toEqual(['email', 'sms']);
  expect(() => renderMessage(only, {}, 'inbox')).toThrow('content: nothing is written for the channel inbox');
});

test('content: what stands beside channel elements is for the other channels, its title for all', () => {
  const mail = { type: 'channel', channel: 'email', elements: [text('mail')] };
  const titled = { elements: [meta('T'), mail] };
  expect(renderMessage(titled)).toMatchObject({ subject: 'T', text: 'mail' });
  expect(compileContent(Content.parse(titled)).channels).toEqual(['email']);
  expect(renderMessage({ elements: [mail, text('rest')] }, {}, 'sms')).toEqual({ body: 'rest' });
  expect(renderMessage({ body: 'sugar', elements: [mail] }, {}, 'sms')).toEqual({ body: 'sugar' });
});

test('content: channels limits an element, and a title, to these channels', () => {
  const group = { type: 'group', elements: [text('in group')], channels: ['email'] };
  const elements = [meta('E', { channels: ['email'] }), meta('S', { channels: ['sms'] }), text('both'), group];
  expect(renderMessage({ elements })).toMatchObject({ subject: 'E', text: 'both\n\nin group' });
  expect(renderMessage({ elements }, {}, 'sms')).toEqual({ title: 'S', body: 'both' });
});

test('content: raw gives an email part by part, its html a document of its own', () => {
  const channel = (raw: object) => ({ elements: [{ type: 'channel', channel: 'email', raw }] });
  const scope = { data: { x: '<&>' } };
  const both = { subject: 'S {{x}}', html: '<html>{{x}}{{{x}}}</html>', text: 'T {{x}}' };
  expect(renderMessage(channel(both), scope)).toEqual({
    subject: 'S <&>',
    html: '<html>&lt;&amp;&gt;<&></html>',
    text: 'T <&>',
  });
  expect(renderMessage(channel({ html: '<p>{{x}}</p>' }), scope).text).toBe('<&>');
  expect(renderMessage(channel({ text: '**{{x}}**' }), scope).html).toMatch(
    /^<!doctype[\s\S]*<strong>&lt;&amp;&gt;<\/strong>/,
  );
});

test.each(['\r', '\n', '\r\n', '\u0000', '\u2028', '\u2029', '\u0085', '\t', '\u001b'])(
  'content: %j in a title does not reach a header',
  (control) => {
    const scope = { data: { name: `Ann${control}Bcc: eve@e.example` } };
    expect(renderElement(meta('Hi {{name}}'), scope).subject).toBe('Hi Ann Bcc: eve@e.example');
    expect(renderElement(meta(`a${control}b`), scope, 'sms').title).toBe('a b');
  },
);

test('content: a title of nothing is no title', () => {
  expect(renderElement(meta(' {{gone}} '))).not.toHaveProperty('subject');
  expect(renderElement(meta('{{gone}}'), {}, 'sms')).toEqual({ body: '' });
});

test('W-08 content: every template that cannot be read is named, all at once', () => {
  const elements = [
    text('{{#if}}'),
    { type: 'group', elements: [{ type: 'action', content: '{{> x}}', href: '{{y z}}' }] },
    { type: 'channel', channel: 'email', raw: { html: '{{' } },
  ];
  expect(
    failureOf(() => compileContent(Content.parse({ title: '{{', body: '{{x', elements }), 'notification.content'))
      .message,
  ).toBe(
    [
      'notification.content.title: is not valid Handlebars on line 1',
      'notification.content.body: is not valid Handlebars on line 1',
      'notification.content.elements.0.content: is not valid Handlebars on line 1',
      'notification.content.elements.1.elements.0.content: uses a partial or a decorator, which messages do not support',
      'notification.content.elements.1.elements.0.href: uses the unknown helper "y"; the known ones are if, unless, each, with and lookup',
      'notification.content.elements.2.raw.html: is not valid Handlebars on line 1',
    ].join('; '),
  );
});

test('content: all its texts together have a length they may not pass', () => {
  const elements = Array(9).fill(text('x'.repeat(30_000)));
  expect(() => compileContent(Content.parse({ elements }))).toThrow(
    'content.elements.8.content: takes the content past 262144 characters',
  );
  expect(() => compileContent(Content.parse({ elements: elements.slice(1) }))).not.toThrow();
});

test('content: all its texts together have a number of variables they may not pass', () => {
  const elements = Array(6).fill(text('{{a}}'.repeat(1_000)));
  expect(() => compileContent(Content.parse({ elements }))).toThrow(
    'content.elements.5.content: takes the content past 5000 variables and blocks',
  );
  expect(() => compileContent(Content.parse({ elements: elements.slice(1) }))).not.toThrow();
});

test('content: what is rendered has a length it may not pass, and a failure shows no values', () => {
  const data = { secret: 'hunter2 '.repeat(20_000) };
  const failure = failureOf(() => renderMessage({ body: '{{secret}}'.repeat(8) }, { data }));
  expect(failure).toBeInstanceOf(RenderFailure);
  expect(failure.message).toBe('content.body: writes more than 1000000 characters');
  const broken = { o: { toString: 'hunter2', valueOf: 'hunter2' }, list: [1] };
  const body = '{{#with o}}{{#each ../list}}{{../x}}{{/each}}{{/with}}';
  expect(failureOf(() => renderMessage({ body }, { data: broken })).message).toBe('content.body: cannot be rendered');
});

test('X-04 N-07 content: bound values are written like any other, also in strict scope', () => {
  const bindings = { name: '<Ann> **x**' };
  const rendered = renderMessage(
    { title: '{{__bound.name}}', body: 'Hi {{__bound.name}}', scope: 'strict' },
    { bindings },
  );
  expect(rendered).toMatchObject({ subject: '<Ann> **x**', text: 'Hi <Ann> **x**' });
  expect(rendered.html).toContain('Hi &lt;Ann&gt; **x**</p>');
});

test('content: empty elements are an empty message', () => {
  expect(renderMessage({ version: '2022-01-01', elements: [] }, {}, 'sms')).toEqual({ body: '' });
});

test.each(['{{name.[0]}}', '{{lookup name 0}}'])('content: %s leaves no half of a character', (template) => {
  const { html, text, subject } = renderMessage({ title: template, body: template }, { data: { name: '😀x' } });
  expect([subject, text]).toEqual(['\uFFFD', '\uFFFD']);
  expect(html).not.toMatch(/\p{Surrogate}/u);
});

test('content: nor does an html entity', () => {
  const { text } = renderMessage({ version: '2022-01-01', elements: [{ type: 'html', content: '<p>a&#55357;b</p>' }] });
  expect(text).not.toMatch(/\p{Surrogate}/u);
});
