import { cutText } from '../cut-text.ts';
import type { JsonObject } from '../json/json.ts';
import { valueIn } from './data-path.ts';
import type { Retain } from './retain.ts';

/** In characters: what items are sorted by is kept for each of them, and compared so far. */
const LONGEST_VALUE = 256;

/** What an item is sorted by: a number, anything else as the beginning of its text; null where its data hold nothing there. */
export type SortValue = number | string | null;

/** N-64 */
export function sortValue(data: JsonObject, { sortKey }: Retain): SortValue {
  const value = sortKey === undefined ? null : valueIn(data, sortKey);
  if (value === null || typeof value === 'number') return value;
  const text = cutText(typeof value === 'string' ? value : JSON.stringify(value), LONGEST_VALUE);
  return text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : text;
}
