import { describe, expect, it } from 'vitest';

import { LinearPrograms } from '../../../../activities/schema/linear-programs.ts';
import { SchemaPatterns } from '../../../../activities/schema/schema-patterns.ts';

/** Far more than the steps that one value may cost take, and far less than going back would. In ms. */
const LONG = 60_000;

/** Whether a text matches, with as much of it as may be looked at. */
function judged(pattern: string, text: string): boolean | undefined {
  const patterns = new SchemaPatterns(new LinearPrograms());
  const compiled = patterns.engine(pattern, 'u');
  return patterns.judge(() => compiled.test(text));
}

describe('SchemaPatterns', () => {
  it.each([
    ['^(a?a?)*$', 20_000],
    ['^a{0,500}a{0,500}a{0,500}a{0,500}a{0,500}$', 900],
    ['^a*a*a*$', 100_000],
    ['^(a+)+$', 100_000],
    ['^(a|a)*$', 100_000],
    ['^a*a*a*a*a*a*a*a*a*$', 100_000],
    ['(a|b)*a(a|b){500}$', 3_000],
    ['(.*)*=(.*)*', 100_000],
    ['^((a{1,10}){1,10}){1,10}$', 1_000],
  ])('N-11 schema-patterns: %s is done with a hostile text in time', { timeout: LONG }, (pattern, length) => {
    expect(judged(pattern, `${'a'.repeat(length)}!`)).toBe(false);
  });

  it('N-11 schema-patterns: texts that are too much for a pattern are not looked at to their end', () => {
    expect(judged('^[a-z]{1,255}$', 'a'.repeat(100_000))).toBeUndefined();
  });

  it('N-11 schema-patterns: what one value cost is not charged to the next', () => {
    const patterns = new SchemaPatterns(new LinearPrograms());
    const { test } = patterns.engine('^[a-z]{1,255}$', 'u');
    const text = 'a'.repeat(8_000);
    const both = () => patterns.judge(() => test(text) || test(text));
    expect([patterns.judge(() => test(text)), patterns.judge(() => test(text)), both()]).toEqual([
      false,
      false,
      undefined,
    ]);
  });

  it('N-11 schema-patterns: an error of the check itself is thrown on', () => {
    const broken = () => {
      throw new Error('broken');
    };
    expect(() => new SchemaPatterns(new LinearPrograms()).judge(broken)).toThrow('broken');
  });

  it('N-11 schema-patterns: a schema may hold so much of them, and each counts once', () => {
    const patterns = new SchemaPatterns(new LinearPrograms());
    for (let times = 0; times < 100; times += 1) patterns.engine('^.{1,500}$', 'u');
    const more = () => Array.from({ length: 20 }, (_, n) => patterns.engine(`^.{1,${500 + n}}$`, 'u'));
    expect(more).toThrow('its patterns are too large');
  });

  it('N-11 schema-patterns: one that becomes too large by itself is refused', () => {
    expect(() => new SchemaPatterns(new LinearPrograms()).engine('a{1000}'.repeat(30), 'u')).toThrow(
      'its patterns are too large',
    );
  });
});
