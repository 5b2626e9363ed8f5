import { isJsonObject, type JsonObject } from '../language/json/json.ts';

/** One object over another: what lies below is seen wherever the upper one has nothing, or null, also within objects of both. N-02 */
export function laidOver(upper: JsonObject, lower: JsonObject): JsonObject {
  const laid = { ...lower, ...upper };
  for (const [key, below] of Object.entries(lower)) {
    const above = upper[key];
    if (above === null) laid[key] = below;
    else if (isJsonObject(above) && isJsonObject(below)) laid[key] = laidOver(above, below);
  }
  return laid;
}
