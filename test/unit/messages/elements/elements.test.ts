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

test.each([
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
    const html = renderElement(element, { data: { x } }).html ?? '';
    expect(html).not.toMatch(/<(script|svg|img src=x)|(href|src)="\s*(javascript|vbscript|data):|style="[^"]*url/i);
    for (const tag of tags(html)) expect(tag).toMatch(/^<(\/?[a-z0-9]+|!doctype html)( [a-z-]+="")*( style="")?>$/);
  }
});
