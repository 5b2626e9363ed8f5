import { describe, expect, it } from 'vitest';

import { wrapLine } from '../../../../apps/cli/wrap-line.ts';

const words = (count: number) => Array.from({ length: count }, () => 'nine-char').join(' ');
const long = 'x'.repeat(100);

describe('wrap line', () => {
  it.each<[string, string, string[]]>([
    ['one that fits', `  0  a${' '.repeat(3)}b`, [`  0  a${' '.repeat(3)}b`]],
    ['80 columns', `${words(7)} ${'x'.repeat(10)}`, [`${words(7)} ${'x'.repeat(10)}`]],
    ['more', words(17), [words(8), `    ${words(7)}`, `    ${words(2)}`]],
    ['an indented one', `  ${words(9)}`, [`  ${words(7)}`, `      ${words(2)}`]],
    ['gaps', `a    ${words(8)}`, [`a    ${words(7)}`, '    nine-char']],
    ['a word that is longer', `  ${long} b`, [`  ${long}`, '      b']],
    ['one behind others', `a ${long}`, ['a', `    ${long}`]],
    ['nothing', '', ['']],
  ])('DR-33 wrap line: %s', (_, line, expected) => {
    expect(wrapLine(line)).toEqual(expected);
  });
});
