import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { lineDifference } from '../../../../apps/cli/line-difference.ts';

const text = (...lines: (string | number)[]) => lines.map(String);

describe('line difference', () => {
  it('DR-35 line difference: texts that are alike have none', () => {
    expect(lineDifference(text(1, 2, 3), text(1, 2, 3))).toEqual([]);
  });

  it('DR-35 line difference: what was taken and what was given, with three lines around', () => {
    expect(lineDifference(text(1, 2, 3, 4, 5, 6, 7, 8), text(1, 2, 3, 4, 'x', 6, 7, 8))).toEqual([
      '  2',
      '  3',
      '  4',
      '- 5',
      '+ x',
      '  6',
      '  7',
      '  8',
    ]);
  });

  it('DR-35 line difference: long stretches between two changes are left out', () => {
    const lines = Array.from({ length: 20 }, (_, line) => `${line}`);
    const changed = lines.map((line) => (line === '0' || line === '19' ? `${line}!` : line));
    const shown = lineDifference(text(...lines), text(...changed));
    expect(shown).toEqual(['- 0', '+ 0!', '  1', '  2', '  3', '  …', '  16', '  17', '  18', '- 19', '+ 19!']);
  });

  it('DR-35 line difference: what is taken and given makes the one text the other', () => {
    const lines = fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const shown = lineDifference(text(...before), text(...after));
        const of = (mark: string) => shown.filter((line) => line.startsWith(mark)).length;
        expect(before.length - of('-')).toBe(after.length - of('+'));
        expect(shown.length === 0).toBe(before.join() === after.join());
      }),
      { seed: 20261121 },
    );
  });

  it('DR-35 line difference: large texts that share nothing are told as a whole, soon', () => {
    const lines = (mark: string) => text(...Array.from({ length: 5_000 }, (_, line) => `${mark}${line}`));
    expect(lineDifference(lines('a'), lines('b'))).toHaveLength(10_000);
  });

  it('DR-35 line difference: many changes are told as soon as few', () => {
    const lines = Array.from({ length: 200_000 }, (_, line) => `${line}`);
    const changed = lines.map((line, place) => (place % 2 === 0 ? `${line}!` : line));
    expect(lineDifference(lines, changed)).toHaveLength(400_000 - 1);
  });
});
