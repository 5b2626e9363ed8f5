import { RE2JS } from 're2js';
import { afterEach, describe, expect, it, vi } from 'vitest';

import { LinearPrograms } from '../../../../activities/schema/linear-programs.ts';

describe('LinearPrograms', () => {
  afterEach(() => vi.restoreAllMocks());

  it('N-11 linear-programs: a program is made once for texts that are short, and anew after long ones', () => {
    const made = vi.spyOn(RE2JS, 'compile');
    const programs = new LinearPrograms();
    expect(['a', 'b', 'aa'].map((text) => programs.test('^a+$', text, 20))).toEqual([true, false, true]);
    expect(made).toHaveBeenCalledTimes(1);
    expect(programs.test('^a+$', 'a'.repeat(200_000), 1_000_001)).toBe(true);
    expect(programs.test('^a+$', 'b', 20)).toBe(false);
    expect(made).toHaveBeenCalledTimes(2);
  });

  it('N-11 linear-programs: those of many patterns are not all kept', () => {
    const made = vi.spyOn(RE2JS, 'compile');
    const programs = new LinearPrograms();
    const patterns = Array.from({ length: 150 }, (_, n) => `a{${800 + n}}`);
    for (const pattern of [...patterns, ...patterns]) programs.sizeOf(pattern);
    expect(made.mock.calls.length).toBeGreaterThan(patterns.length);
  });
});
