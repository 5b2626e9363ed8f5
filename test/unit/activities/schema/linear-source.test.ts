import fc from 'fast-check';
import { RE2JS } from 're2js';
import { describe, expect, it } from 'vitest';

import { linearSource } from '../../../../activities/schema/linear-source.ts';

const inClass = fc.constantFrom(
  'a',
  'b-d',
  '\\s',
  '\\S',
  '\\d',
  '\\w',
  '.',
  '(?=',
  '\\]',
  '\\\\',
  '\\.',
  '\\u00e9',
  '[',
);
const atoms = fc.oneof(
  fc.constantFrom(
    'a',
    'b',
    '.',
    '\\s',
    '\\S',
    '\\d',
    '\\W',
    '\\b',
    '\\.',
    '\\\\',
    '\\/',
    '/',
    '\\x41',
    '\\cJ',
    '^',
    '$',
  ),
  fc.constantFrom('é', '😀', '\\ud83d\\ude00', '\\u{1f600}', '\\u2028', '\\p{Lu}', '\\P{L}', '[^]', '[]'),
  fc
    .tuple(fc.constantFrom('', '^'), fc.array(inClass, { minLength: 1, maxLength: 4 }))
    .map(([not, parts]) => `[${not}${parts.join('')}]`),
);
const { pattern: patterns } = fc.letrec<{ pattern: string; piece: string }>((tie) => ({
  pattern: fc
    .array(fc.array(tie('piece'), { maxLength: 4 }), { minLength: 1, maxLength: 2, depthIdentifier: 'pattern' })
    .map((choices) => choices.map((pieces) => pieces.join('')).join('|')),
  piece: fc.oneof(
    { maxDepth: 2, depthIdentifier: 'pattern' },
    atoms,
    fc
      .tuple(fc.constantFrom('(', '(?:'), tie('pattern'), fc.constantFrom('', '*', '+?', '?', '{2}', '{1,3}', '{0,}'))
      .map(([open, pattern, often]) => `${open}${pattern})${often}`),
  ),
}));
const texts = fc
  .array(
    fc.constantFrom(
      'a',
      'b',
      'c',
      'A',
      '1',
      ' ',
      '\n',
      '\r',
      '\u2028',
      '\u00a0',
      '\ufeff',
      '\v',
      '.',
      '\\',
      '/',
      ']',
      '[',
      'é',
      '😀',
      '(',
      '=',
    ),
    {
      maxLength: 8,
    },
  )
  .map((characters) => characters.join(''));

describe('linearSource', () => {
  it('N-11 linear-source: matches what the pattern matches in JavaScript', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(patterns, fc.array(texts, { minLength: 5, maxLength: 5 }), (pattern, several) => {
        const expression = new RegExp(pattern, 'u');
        const linear = RE2JS.compile(linearSource(pattern));
        for (const text of several) expect([text, linear.test(text)]).toEqual([text, expression.test(text)]);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['a(?=b)', 'it looks ahead or behind'],
    ['a(?!b)', 'it looks ahead or behind'],
    ['(?<=a)b', 'it looks ahead or behind'],
    ['(?<!a)b', 'it looks ahead or behind'],
    ['(a)\\1', 'it refers back'],
    [`${'(a)'.repeat(10)}\\10`, 'it refers back'],
    ['(?<name>a)\\k<name>', 'it refers back'],
  ])('N-11 linear-source: %s is refused', (pattern, reason) => {
    expect(() => linearSource(pattern)).toThrow(reason);
  });

  it.each(['[(?=]', '\\(\\?=', '\\\\1', '(?<year>\\d{4})', '[\\]]\\.'])(
    'N-11 linear-source: %s goes back nowhere',
    (pattern) => {
      expect(() => RE2JS.compile(linearSource(pattern))).not.toThrow();
    },
  );
});
