import { describe, expect, it } from 'vitest';

import { boundedPattern } from '../../../../activities/schema/bounded-pattern.ts';

describe('boundedPattern', () => {
  it.each([
    ['^[a-z]+@[a-z]+\\.[a-z]{2,}$', 'ada@example.com', 'ada@example'],
    ['^(\\d{4})-(\\d{2})$', '2026-11', '2026-1'],
    ['^(red|green)$', 'red', 'blue'],
    ['^[*+(]$', '(', 'a'],
    ['^\\(a\\)+$', '(a))', '(a'],
  ])('N-11 bounded-pattern: %s is what it says', (pattern, text, other) => {
    const { test } = boundedPattern(pattern, 'u');
    expect([test(text), test(other)]).toEqual([true, false]);
  });

  it.each([
    ['what repeats and repeats', '(a+)+'],
    ['a choice that repeats', '(a|b)*'],
    ['what repeats two groups further in', '((a+)b)+'],
    ['a repetition in a count', '(a*){2,9}'],
    ['a reference back', '(a)\\1'],
    ['a reference back by name', '(?<x>a)\\k<x>'],
    ['four that have no end', 'a*b*c*d*'],
  ])('N-11 bounded-pattern: %s is refused', (_, pattern) => {
    expect(() => boundedPattern(pattern, 'u')).toThrow('a pattern repeats what repeats or chooses itself');
  });

  it('N-11 bounded-pattern: neither pattern nor text may be long, and one that is none is refused', () => {
    expect(() => boundedPattern('a'.repeat(501), 'u')).toThrow('longer than 500 characters');
    expect(() => boundedPattern('[', 'u')).toThrow('Invalid regular expression');
    const { test } = boundedPattern('^a+$', 'u');
    expect([test('a'.repeat(1_000)), test('a'.repeat(1_001))]).toEqual([true, false]);
  });
});
