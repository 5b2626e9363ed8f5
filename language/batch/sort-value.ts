import type { Json, JsonObject } from '../json/json.ts';
import { memberAt } from '../json/member-at.ts';
import { withoutRoot } from '../json/without-root.ts';
import type { Retain } from './retain.ts';

/** What an item is sorted by; null where its data hold nothing there. N-64 */
export function sortValue(data: JsonObject, { sortKey }: Retain): Json {
  return sortKey === undefined ? null : (memberAt(data, withoutRoot(sortKey)) ?? null);
}
