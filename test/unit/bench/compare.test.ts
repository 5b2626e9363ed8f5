import { describe, expect, it } from 'vitest';

import { compare } from '../../bench/compare.ts';

/** A side that takes the next of these times, and then the last one for good. */
function taking(...times: number[]) {
  const last = times.at(-1) ?? 0;
  return async () => times.shift() ?? last;
}

describe('compare', () => {
  it('the ratio is the median of the blocks, and what is cold is not measured', async () => {
    const comparison = await compare({ ours: taking(900, 30, 30, 20), anchor: taking(900, 10) });
    expect(comparison).toEqual({ ours: 20, anchor: 10, ratio: 2, control: 1, isVoid: false });
  });

  it('both sides take turns: ours, anchor, anchor, ours', async () => {
    const turns: string[] = [];
    const side = (name: string) => async () => {
      turns.push(name);
      return 1;
    };
    await compare({ ours: side('A'), anchor: side('B') });
    expect(turns.join('')).toBe(`AB${'ABBA'.repeat(7)}`);
  });

  it.each([
    { factor: 1.04, isVoid: false },
    { factor: 1.06, isVoid: true },
    { factor: 0.94, isVoid: true },
  ])('an anchor that is $factor times itself makes it void: $isVoid', async ({ factor, isVoid }) => {
    const anchors = [1, ...Array.from({ length: 7 }, () => [1, factor]).flat()];
    const comparison = await compare({ ours: taking(1), anchor: taking(...anchors) });
    expect(comparison).toMatchObject({ control: factor, isVoid });
  });
});
