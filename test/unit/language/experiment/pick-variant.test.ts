import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';

import { pickVariant } from '../../../../language/experiment/pick-variant.ts';

const weighted = (...weights: number[]) => weights.map((weight, id) => ({ id, weight }));

describe('pickVariant', () => {
  test.each<[number[], number, number]>([
    [[1, 1], 0, 0],
    [[1, 1], 0.4999, 0],
    [[1, 1], 0.5, 1],
    [[1, 3], 0.25, 1],
    [[0, 1], 0, 1],
    [[1, 0], 0.9999999, 0],
    [[5e-324, 0], 0.9, 0],
    [[50, 30, 20], 0.79, 1],
    [[50, 30, 20], 0.8, 2],
  ])('N-57 variants: of weights %j at %d', (weights, point, id) => {
    expect(pickVariant(weighted(...weights), point).id).toBe(id);
  });

  const weights = fc
    .array(fc.oneof(fc.constant(0), fc.double({ min: 0, max: 1_000_000, noNaN: true })), {
      minLength: 2,
      maxLength: 10,
    })
    .filter((all) => all.some((weight) => weight > 0));
  const point = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

  it('N-57 variants: the same point is always the same one, and never one without weight', () => {
    fc.assert(
      fc.property(weights, point, (all, at) => {
        const picked = pickVariant(weighted(...all), at);
        expect(picked.weight).toBeGreaterThan(0);
        expect(pickVariant(weighted(...all), at)).toEqual(picked);
      }),
      { numRuns: 1_000 },
    );
  });

  it('N-57 variants: a later point is never that of an earlier variant', () => {
    fc.assert(
      fc.property(weights, point, point, (all, one, other) => {
        const [first, last] = [one, other].sort((a, b) => a - b).map((at) => pickVariant(weighted(...all), at).id);
        expect(first).toBeLessThanOrEqual(last ?? 0);
      }),
    );
  });

  it('N-57 variants: each has its share', () => {
    const counts = [0, 0, 0];
    for (let index = 0; index < 1_000; index += 1) {
      const { id } = pickVariant(weighted(5, 3, 2), (index + 0.5) / 1_000);
      counts[id] = (counts[id] ?? 0) + 1;
    }
    expect(counts).toEqual([500, 300, 200]);
  });
});
