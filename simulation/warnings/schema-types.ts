import { isJsonObject, type Json, type JsonObject } from '../../language/json/json.ts';
import { keysOf } from '../../language/json/keys-of.ts';
import { memberOf } from '../../language/json/member-of.ts';
import type { Plan, PlanStep } from '../../language/plan.ts';

/** What a schema says of a value: nothing, that it is not there, or how it looks. */
export type Declared = { kind: 'open' } | { kind: 'undeclared' } | { kind: 'declared'; schema: JsonObject };

const OPEN: Declared = { kind: 'open' };
/** Keywords that may declare what `properties` does not. */
const WIDER = ['$ref', 'allOf', 'anyOf', 'oneOf', 'patternProperties', 'if', 'definitions'];

/** The order of the last step that surely finds the data as the trigger's schema has them: answers and batches bring others. */
export function schemaHoldsUntil({ steps }: Plan): number {
  const first = steps.findIndex(bringsData);
  return first === -1 ? steps.length : first;
}

function bringsData({ action, fields }: PlanStep): boolean {
  return action === 'batch' || (action === 'fetch' && fields.merge_strategy !== 'none');
}

/** What the schema of the data says of a path such as `data.order.total`; of what is no path in the data, nothing. */
export function declaredAt(schema: JsonObject, path: string): Declared {
  const [root, ...keys] = keysOf(path);
  return root === 'data' && keys.length > 0 ? within(schema, keys) : OPEN;
}

function within(schema: Json | undefined, [key = '', ...rest]: string[]): Declared {
  const properties = memberOf(schema ?? null, 'properties');
  if (!isJsonObject(schema) || !isJsonObject(properties) || WIDER.some((word) => Object.hasOwn(schema, word)))
    return OPEN;
  if (!Object.hasOwn(properties, key)) return { kind: 'undeclared' };
  const found = properties[key];
  if (rest.length > 0) return within(found, rest);
  return isJsonObject(found) ? { kind: 'declared', schema: found } : OPEN;
}
