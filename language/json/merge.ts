import { z } from 'zod';
import { refuseForbiddenKeys } from './forbidden-keys.ts';
import { isJsonObject, type Json, type JsonObject } from './json.ts';

/** How incoming values meet existing ones. §8 */
export const MergeStrategy = z.enum(['replace', 'overwrite', 'soft-merge', 'none']);
export type MergeStrategy = z.infer<typeof MergeStrategy>;

/**
 * What becomes of an existing value when another comes in: it is the incoming one (`replace`, M-01), has that one's members
 * written over it (`overwrite`, M-02), gains only what it lacks (`soft-merge`, M-03), or stays unless it is empty (`none`,
 * M-04). Objects are merged at any depth; arrays are values and so is null. Neither argument is changed.
 * The database's function `merge_json` does the same to stored profiles.
 * @throws InvalidInput for a key that could reach a prototype.
 */
export function merge(existing: JsonObject | undefined, incoming: JsonObject, strategy: MergeStrategy): JsonObject;
export function merge(existing: Json | undefined, incoming: Json, strategy: MergeStrategy): Json;
export function merge(existing: Json | undefined, incoming: Json, strategy: MergeStrategy): Json {
  refuseForbiddenKeys(incoming);
  if (existing === undefined) return incoming;
  switch (strategy) {
    case 'replace':
      return incoming;
    case 'overwrite':
      return layOver(existing, incoming);
    case 'soft-merge':
      return layOver(incoming, existing);
    case 'none':
      return isJsonObject(existing) && Object.keys(existing).length === 0 ? incoming : existing;
    default:
      return strategy satisfies never;
  }
}

/** Both, and where they collide, the one above. */
function layOver(below: Json, above: Json): Json {
  if (!isJsonObject(below) || !isJsonObject(above)) return above;
  const members = Object.entries(above).map(([key, value]) => {
    const covered = Object.hasOwn(below, key) ? below[key] : undefined;
    return [key, covered === undefined ? value : layOver(covered, value)] as const;
  });
  return { ...below, ...Object.fromEntries(members) };
}
