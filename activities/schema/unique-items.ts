import type { FuncKeywordDefinition } from 'ajv';

import { isJsonObject, type Json } from '../../language/json/json.ts';

/** The keyword in one pass: Ajv's own compares every item with every other. */
export const uniqueItems: FuncKeywordDefinition = {
  keyword: 'uniqueItems',
  type: 'array',
  schemaType: 'boolean',
  errors: false,
  validate: (isWanted: boolean, items: Json[]) => !isWanted || new Set(items.map(canonical)).size === items.length,
};

/** The same text for the same value, in whichever order the members of its objects stand. */
function canonical(value: Json): string {
  return JSON.stringify(value, (_, inner: Json) =>
    isJsonObject(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner,
  );
}
