import { expect, test } from 'vitest';

import { formatMarkdown, protectMarkdown } from '../../../messages/markdown.ts';

const format = (source: string) =>
  formatMarkdown(source, {
    text: (text) => text,
    strong: (inner) => `<b>${inner}</b>`,
    emphasis: (inner) => `<i>${inner}</i>`,
    link: (label, href) => `<a ${href}>${label}</a>`,
  });

test.each([
  ['plain', 'plain'],
  ['a **b** c', 'a <b>b</b> c'],
  ['*a* and _b_', '<i>a</i> and <i>b</i>'],
  ['**a _b_ [c](d)**', '<b>a <i>b</i> <a d>c</a></b>'],
  ['[**a**](https://b.example/c_d_e)', '<a https://b.example/c_d_e><b>a</b></a>'],
  ['2 * 3 * 4, snake_case_name, a_b_', '2 * 3 * 4, snake_case_name, a_b_'],
  ['**open, [open](open, _open', '**open, [open](open, _open'],
  ['** a **, * a *', '** a **, * a *'],
  ['**one\ntwo**', '**one\ntwo**'],
])('markdown: %j', (source, written) => {
  expect(format(source)).toBe(written);
});

test('markdown: a protected value formats nothing and is written as it was', () => {
  const value = '**a** _b_ [c](d)';
  expect(format(`${protectMarkdown(value)} **${protectMarkdown(value)}**`)).toBe(`${value} <b>${value}</b>`);
  expect(format(`[x](${protectMarkdown('e_f_(g)')})`)).toBe('<a e_f_(g)>x</a>');
});

test.each(['*', '_', '[', '**a', '_a', '[a](', '[a](b', '**a ', '* '])(
  'markdown: takes linear time on many %j',
  (piece) => {
    const source = piece.repeat(100_000);
    format(source);
  },
);

test('markdown: what stands in for marks inside cannot be smuggled in by a value', () => {
  expect(format(protectMarkdown('a\uFDD0b\uFDD1'))).toBe('a\uFFFDb\uFFFD');
});
