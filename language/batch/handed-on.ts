import { placesThatFit } from './places-that-fit.ts';
import type { Retain } from './retain.ts';
import { retainedPlaces } from './retained-places.ts';
import type { SortValue } from './sort-value.ts';

/** An item of a batch: what it is sorted by, and how many characters it has. */
interface RankedItem {
  value: SortValue;
  size: number;
}

/**
 * The places of the items of a closed window that are handed on, and how many would be, were there room for them. N-63
 * @param items In the order of their arrival.
 * @param room How many characters may be handed on together.
 */
export function handedOn(
  items: readonly RankedItem[],
  retain: Retain,
  room: number,
): { places: number[]; left: number } {
  const retained = retainedPlaces(
    items.map(({ value }) => value),
    retain,
  );
  const sizes = items.map(({ size }) => size);
  const places = placesThatFit(retained, sizes, { type: retain.type, room });
  return { places, left: retained.length - places.length };
}
