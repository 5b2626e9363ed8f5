import { applyPatch } from '../../../language/json/apply-patch.ts';
import { isJsonObject, type JsonObject } from '../../../language/json/json.ts';
import type { JsonPatch } from '../../../language/json/json-patch.ts';
import { InvalidInput } from '../../../language/problem.ts';

/** A patched profile, or why it stays as it is. U-02 */
export function patchProfile(profile: JsonObject, patch: JsonPatch): { profile?: JsonObject; refusal?: InvalidInput } {
  try {
    const patched = applyPatch(profile, patch);
    if (isJsonObject(patched)) return { profile: patched };
    return { refusal: new InvalidInput([{ path: 'patch', message: 'must leave an object' }]) };
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    const problems = error.problems.map(({ path, message }) => ({ path: `patch.${path}`, message }));
    return { refusal: new InvalidInput(problems) };
  }
}
