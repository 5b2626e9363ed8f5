import { isJsonObject, type Json, type JsonObject } from '../json/json.ts';
import { memberOf } from '../json/member-of.ts';

/** How deep a schema is followed; its author decides how deep it goes. */
const DEEPEST = 10;

/**
 * The variables that a trigger's schema declares and data lacks, as dotted paths, of an object that is missing as a whole only
 * itself. A template that reads one of them cannot be sent. N-07
 */
export function declaredGaps(schema: JsonObject, data: JsonObject): string[] {
  return gapsIn(schema, data, 0);
}

function gapsIn(schema: Json, value: Json, depth: number): string[] {
  const declared = memberOf(schema, 'properties');
  if (!isJsonObject(declared) || depth > DEEPEST) return [];
  return Object.entries(declared).flatMap(([name, property]) => {
    const found = memberOf(value, name);
    if (found === undefined || found === null) return [name];
    return gapsIn(property, found, depth + 1).map((path) => `${name}.${path}`);
  });
}
