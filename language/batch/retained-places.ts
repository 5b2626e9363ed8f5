import type { Retain } from './retain.ts';
import type { SortValue } from './sort-value.ts';

/**
 * The places, in the order of arrival, of the items that are handed on: the first or last in that order, the highest or
 * lowest by rank, those that came first before their equals. N-63
 * @param values What each item is sorted by.
 */
export function retainedPlaces(values: readonly SortValue[], { type, count }: Retain): number[] {
  const places = [...values.keys()];
  if (type === 'first') return places.slice(0, count);
  if (type === 'last') return count === 0 ? [] : places.slice(-count);
  const direction = type === 'highest' ? -1 : 1;
  const byRank = (one: number, other: number) => compare(values[one] ?? null, values[other] ?? null, direction);
  return places.sort(byRank).slice(0, count);
}

/** Numbers among each other by size, anything else as text; what has no value comes last, whichever end is asked for. */
function compare(one: SortValue, other: SortValue, direction: number): number {
  if (one === null || other === null) return Number(one === null) - Number(other === null);
  if (typeof one === 'number' && typeof other === 'number') return direction * Math.sign(one - other);
  const [before, after] = [String(one), String(other)];
  return before === after ? 0 : direction * (before < after ? -1 : 1);
}
