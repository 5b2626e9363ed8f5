import type { Retain } from './retain.ts';

/**
 * Those of the retained places for whose items there is room, in the same order. The last ones go before the others where the
 * last are retained, otherwise the first ones; one that is too long makes way for those after it. N-63
 * @param sizes How many characters each item has.
 * @param room How many all of them may have.
 */
export function placesThatFit(
  places: readonly number[],
  sizes: readonly number[],
  { type, room }: Pick<Retain, 'type'> & { room: number },
): number[] {
  let left = room;
  const fitting = new Set<number>();
  for (const place of type === 'last' ? places.toReversed() : places) {
    // The comma.
    const size = (sizes[place] ?? 0) + 1;
    if (size > left) continue;
    left -= size;
    fitting.add(place);
  }
  return places.filter((place) => fitting.has(place));
}
