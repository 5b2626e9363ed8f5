import { z } from 'zod';

import type { Value } from '../expression/evaluation.ts';
import type { Json, JsonObject } from '../json/json.ts';
import { keysOf } from '../json/keys-of.ts';
import { memberOf } from '../json/member-of.ts';

/** A path into data, with `data.` before it or without: `order.total`, `items[0].sku`. N-64 */
export const DataPath = z
  .string()
  .min(1, 'must not be empty')
  .max(256, 'must be at most 256 characters')
  .refine((path) => keysOf(path).every((key) => /^[^{}[\]]+$/.test(key)), 'must be a path such as data.order.total');

/** What stands at such a path; null where data hold nothing there. N-64 */
export function valueIn(data: JsonObject, path: string): Json {
  return keysOf(path.replace(/^data\./, '')).reduce<Value>(memberOf, data) ?? null;
}
