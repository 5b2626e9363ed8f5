import { isJsonObject, type JsonObject } from './json/json.ts';
import type { Plan } from './plan.ts';

/** What the trigger that starts a run says of its data, by JSON Schema; absent: nothing. N-10 */
export function triggerSchema({ steps: [first] }: Plan): JsonObject | undefined {
  const schema = first?.type === 'node' ? first.fields.schema : undefined;
  return isJsonObject(schema) ? schema : undefined;
}
