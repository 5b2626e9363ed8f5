import { expect, test } from 'vitest';

import { renderElement } from '../../../support/render-message.ts';

const CORPUS = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  'javascript:alert(1)',
  'https://a.example/" onclick="alert(1)',
  'red;background:url(javascript:alert(1))',
  '50px" onload="alert(1)',
  '[x](javascript:alert(1))',
  '**<svg onload=alert(1)>**',
  'data:text/html,<script>alert(1)</script>',
];

/** Our part of the document, between the frame's last cell and its end. */
function bodyOf(element: object, data: Record<string, string> = {}): string {
  const html = renderElement(element, { data }).html ?? '';
  return /color:#111827">\n([\s\S]*?)\n<\/td>/.exec(html)?.[1] ?? '';
}
const textOf = (element: object, data = {}) => renderElement(element, { data }).text;

test('elemental text: is a paragraph with its style, its line breaks and its markdown', () => {
  const element = { type: 'text', content: 'a\n**b** [c](https://d.example)', align: 'right', color: '#f00' };
  expect(bodyOf(element)).toBe(
    '<p style="margin:0 0 16px;font-size:16px;line-height:24px;text-align:right;color:#f00">a<br><strong>b</strong> <a href="https://d.example" style="color:#1a56db">c</a></p>',
  );
  expect(textOf(element)).toBe('a\nb c (https://d.example)');
});

test('elemental text: a value brings no formatting along, however it is braced', () => {
  const x = '**b** [l](https://e.example)';
  expect(bodyOf({ type: 'text', content: '{{x}}|{{{x}}}' }, { x })).toContain(`>${x}|${x}</p>`);
  expect(textOf({ type: 'text', content: '{{x}}|{{{x}}}' }, { x })).toBe(`${x}|${x}`);
});

test('elemental text: has headings, weight, slant and lines', () => {
  expect(bodyOf({ type: 'text', content: 'x', text_style: 'h1' })).toMatch(/^<h1 .*>x<\/h1>$/);
  const flags = { bold: true, italic: true, underline: true, strikethrough: true };
  expect(bodyOf({ type: 'text', content: 'x', ...flags })).toContain(
    ';font-weight:bold;font-style:italic;text-decoration:underline line-through"',
  );
});

test('elemental meta: shows nothing itself', () => {
  expect(renderElement({ type: 'meta', title: 'T' }, {}, 'inbox')).toEqual({ title: 'T', body: '' });
});

test('elemental action: is a button, a link, or where the target may not be a link its label', () => {
  const action = { type: 'action', content: 'Track', href: 'https://a.example/{{id}}?b=c&d=e' };
  expect(bodyOf(action, { id: '7' })).toContain(
    '<a href="https://a.example/7?b&#61;c&amp;d&#61;e" style="display:inline-block',
  );
  expect(bodyOf({ ...action, style: 'link' }, { id: '7' })).toContain('style="color:#1a56db">Track</a>');
  expect(bodyOf({ ...action, background_color: '{{color}}' }, { color: 'red' })).toContain('background-color:red');
  expect(textOf(action, { id: '7' })).toBe('Track: https://a.example/7?b=c&d=e');
  const unsafe = { ...action, href: 'javascript:alert(1)' };
  expect(bodyOf(unsafe)).toBe('<div style="margin:0 0 16px;text-align:center">Track</div>');
  expect(textOf(unsafe)).toBe('Track');
});

test('elemental divider: is a line', () => {
  expect(bodyOf({ type: 'divider', color: '#800080' })).toContain('border-top:1px solid #800080');
  expect(textOf({ type: 'divider' })).toBe('---');
});

test('elemental image: is shown, linked, and described', () => {
  const image = { type: 'image', src: 'https://a.example/i.png', alt_text: 'Logo', width: '50%' };
  const shown = '<img src="https://a.example/i.png" alt="Logo" style="max-width:100%;border:0;width:50%">';
  expect(bodyOf(image)).toContain(shown);
  const linked = { ...image, href: 'https://b.example' };
  expect(bodyOf(linked)).toContain(`<a href="https://b.example">${shown}</a>`);
  expect(textOf(linked)).toBe('Logo: https://b.example');
  expect(bodyOf({ ...image, src: 'data:image/svg+xml,x' })).toBe(
    '<div style="margin:0 0 16px;text-align:center">Logo</div>',
  );
});

test('elemental quote: has a bar, and in plain text a mark on every line', () => {
  const quote = { type: 'quote', content: 'a\n*b*', border_color: 'blue' };
  expect(bodyOf(quote)).toMatch(/^<blockquote style=".*border-left:4px solid blue.*">a<br><em>b<\/em><\/blockquote>$/);
  expect(textOf(quote)).toBe('> a\n> b');
});

test('elemental html: is the author’s own, with its variables escaped', () => {
  const html = { type: 'html', content: '<table><tr><td>{{x}}</td></tr></table>{{{x}}}' };
  expect(bodyOf(html, { x: '<i>' })).toBe('<table><tr><td>&lt;i&gt;</td></tr></table><i>');
  expect(textOf({ type: 'html', content: '<p>a &amp; {{x}}</p>' }, { x: '<i>' })).toBe('a & <i>');
});

test('elemental group: shows its elements in order', () => {
  const elements = [
    { type: 'text', content: 'a' },
    { type: 'group', elements: [{ type: 'divider' }] },
  ];
  expect(textOf({ type: 'group', elements })).toBe('a\n\n---');
});

test('elemental text: is the sum of its runs, each with a look of its own', () => {
  const elements = [
    { type: 'string', content: 'Hey {{x}}! ', bold: true, underline: true, color: '#f00' },
    { type: 'link', content: 'This site', href: 'https://a.example' },
    { type: 'string', content: ' and **that**' },
    { type: 'img', src: 'https://a.example/i.png', alt_text: ':)', width: '5px' },
  ];
  expect(bodyOf({ type: 'text', elements }, { x: '<' })).toBe(
    '<p style="margin:0 0 16px;font-size:16px;line-height:24px;text-align:left"><span style="color:#f00;font-weight:bold;text-decoration:underline">Hey &lt;! </span><a href="https://a.example" style="color:#1a56db">This site</a> and <strong>that</strong><img src="https://a.example/i.png" alt=":)" style="max-width:100%;border:0;width:5px"></p>',
  );
  expect(textOf({ type: 'text', elements }, { x: '<' })).toBe('Hey <! This site (https://a.example) and that:)');
});

test('elemental string: is nothing but its words where it has no look', () => {
  expect(bodyOf({ type: 'text', elements: [{ type: 'string', content: 'a\nb' }] })).toMatch(/>a<br>b<\/p>$/);
});

test('elemental link: is its label where the target may be no link', () => {
  const link = (href?: string) => ({ type: 'text', elements: [{ type: 'link', content: 'a', href }] });
  for (const element of [link('javascript:alert(1)'), link()]) {
    expect(bodyOf(element)).toMatch(/>a<\/p>$/);
    expect(textOf(element)).toBe('a');
  }
  expect(bodyOf({ type: 'text', elements: [{ type: 'link', content: 'a', href: 'tel:1', bold: true }] })).toContain(
    '<a href="tel:1" style="color:#1a56db;font-weight:bold">a</a>',
  );
});

test('elemental img: is linked, and its alternate text where it may not be shown', () => {
  const img = (more: object) => ({
    type: 'text',
    elements: [{ type: 'img', src: 'https://a.example/i.png', ...more }],
  });
  expect(bodyOf(img({ href: 'https://b.example' }))).toContain('<a href="https://b.example"><img src=');
  expect(bodyOf(img({ src: 'data:x', alt_text: '<b>' }))).toMatch(/>&lt;b&gt;<\/p>$/);
});

test('elemental list: is marked, or numbered, in html and in plain text', () => {
  const items = ['a', '**b**'].map((content) => ({ type: 'list-item', content }));
  const li = '<li style="margin:0 0 4px">';
  const style = 'style="margin:0 0 16px;padding:0 0 0 24px"';
  const inner = `${li}a</li>${li}<strong>b</strong></li>`;
  expect(bodyOf({ type: 'list', elements: items })).toBe(`<ul ${style}>${inner}</ul>`);
  expect(bodyOf({ type: 'list', list_type: 'ordered', elements: items })).toBe(`<ol ${style}>${inner}</ol>`);
  expect(textOf({ type: 'list', elements: items })).toBe('- a\n- b');
  expect(textOf({ type: 'list', list_type: 'ordered', elements: items })).toBe('1. a\n2. b');
  expect(bodyOf({ type: 'list', elements: [] })).toBe('');
});

test('elemental list: numbers what is shown, an item for each turn of a loop', () => {
  const elements = [
    { type: 'list-item', content: 'hidden', if: 'data.gone' },
    { type: 'list-item', content: '{{$.item}}', loop: '["a", "b"]' },
    { type: 'list-item', content: 'c' },
  ];
  expect(textOf({ type: 'list', list_type: 'ordered', elements })).toBe('1. a\n2. b\n3. c');
});

test('elemental list-item: holds runs, and lists below them, indented in plain text', () => {
  const inner = { type: 'list', list_type: 'ordered', elements: [{ type: 'list-item', content: 'deep\ndeeper' }] };
  const item = {
    type: 'list-item',
    background_color: '#eee',
    elements: [{ type: 'string', content: 'a', bold: true }, inner, { type: 'string', content: ' b' }],
  };
  const list = { type: 'list', elements: [item] };
  expect(textOf(list)).toBe('- a b\n  1. deep\n     deeper');
  expect(bodyOf(list)).toMatch(
    /^<ul [^>]*><li style="margin:0 0 4px;background-color:#eee"><span style="font-weight:bold">a<\/span> b<ol [^>]*><li [^>]*>deep<br>deeper<\/li><\/ol><\/li><\/ul>$/,
  );
});

test('elemental comment: is shown nowhere', () => {
  const comment = { type: 'comment', comment: 'secret', content: 'secret', object: { a: 'secret' } };
  expect([bodyOf(comment), textOf(comment)]).toEqual(['', '']);
});

test('elemental image, quote: their samples have two spellings of a field', () => {
  expect(bodyOf({ type: 'image', src: 'https://a.example', altText: 'A' })).toContain('alt="A"');
  expect(bodyOf({ type: 'quote', content: 'x', borderColor: 'blue' })).toContain('border-left:4px solid blue');
});

const items = (item: object) => ({ type: 'list', elements: [{ type: 'list-item', ...item }] });

test.each([
  items({ content: '{{x}} {{{x}}} [l]({{x}})', background_color: '{{x}}' }),
  items({ elements: [{ type: 'string', content: '{{{x}}}', color: '{{{x}}}' }] }),
  { type: 'text', elements: [{ type: 'link', content: '{{{x}}}', href: '{{{x}}}', color: '{{x}}', bold: true }] },
  { type: 'text', elements: [{ type: 'img', src: '{{{x}}}', href: '{{x}}', alt_text: '{{{x}}}', width: '{{{x}}}' }] },
  { type: 'text', content: '{{$.item}} {{{$.item}}}', color: '{{$.item}}', loop: '[data.x]' },
  { type: 'html', content: '<p title="{{$.item}}"><a href="{{$.item}}">{{$.item}}</a></p>', loop: '[data.x]' },
  { type: 'text', content: '', locales: { fr: { content: '{{x}} {{{x}}} [l]({{x}})' } } },
  { type: 'text', content: '{{x}} {{{x}}} [l]({{x}})', color: '{{x}}' },
  { type: 'action', content: '{{x}} {{{x}}}', href: '{{{x}}}', background_color: '{{x}}' },
  { type: 'action', content: '{{x}}', href: '{{x}}', style: 'link' },
  { type: 'divider', color: '{{x}}' },
  { type: 'image', src: '{{{x}}}', href: '{{x}}', width: '{{x}}', alt_text: '{{x}}' },
  { type: 'image', src: 'https://a.example', href: '{{{x}}}', width: '{{{x}}}', alt_text: '{{{x}}}' },
  { type: 'quote', content: '{{x}} {{&x}}', border_color: '{{{x}}}' },
  { type: 'html', content: '<p title="{{x}}">{{x}}</p><a href="{{x}}">{{x}}</a>' },
  { type: 'meta', title: '{{{x}}}' },
])('elemental $type: no value brings a tag, an attribute, a style or a link of its own', (element) => {
  const tags = (html: string) => html.replace(/"[^"]*"/g, '""').match(/<[^>]*>?/g) ?? [];
  for (const x of CORPUS) {
    const html = renderElement(element, { data: { x }, profile: { locale: 'fr' } }).html ?? '';
    expect(html).not.toMatch(/<(script|svg|img src=x)|(href|src)="\s*(javascript|vbscript|data):|style="[^"]*url/i);
    for (const tag of tags(html)) expect(tag).toMatch(/^<(\/?[a-z0-9]+|!doctype html)( [a-z-]+="")*( style="")?>$/);
  }
});
