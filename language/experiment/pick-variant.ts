import type { Experiment } from './experiment.ts';

type Variant = Experiment['variants'][number];

/**
 * The variant in whose share of the weights a point lies, shares being in document order. One without weight is never picked.
 * N-57
 * @param point From 0 up to and without 1.
 */
export function pickVariant<Weighted extends Pick<Variant, 'weight'>>(
  variants: readonly Weighted[],
  point: number,
): Weighted {
  const weighted = variants.filter(({ weight }) => weight > 0);
  const target = point * weighted.reduce((sum, { weight }) => sum + weight, 0);
  let reached = 0;
  const picked = weighted.find(({ weight }) => {
    reached += weight;
    return target < reached;
  });
  // Of the smallest numbers there are, a part may round up to the whole.
  return picked ?? (weighted.at(-1) as Weighted);
}
