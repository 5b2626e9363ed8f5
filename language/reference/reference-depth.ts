import type { Json, JsonObject } from '../json/json.ts';
import { memberOf } from '../json/member-of.ts';

/** How many keys of a path into fields as written lead to the first reference on it; -1 when there is none. */
export function referenceDepth(
  path: readonly PropertyKey[],
  fields: JsonObject,
  isReference: (value: Json | undefined) => boolean,
): number {
  let value: Json | undefined = fields;
  for (const [depth, key] of path.entries()) {
    if (isReference(value)) return depth;
    value = memberOf(value, key);
  }
  return isReference(value) ? path.length : -1;
}
