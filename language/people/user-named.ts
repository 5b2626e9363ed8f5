import type { JsonObject } from '../json/json.ts';
import { memberOf } from '../json/member-of.ts';

/** The recipient of a run that names none: a user id where data or profile may hold one, first hit wins. A-01 */
export function userNamed({ data, profile }: { data: JsonObject; profile: JsonObject }): string | undefined {
  const found = [memberOf(profile, 'user_id'), memberOf(data, 'user_id'), memberOf(data, 'userId')];
  return found
    .map((value) => (typeof value === 'string' || typeof value === 'number' ? String(value) : ''))
    .find(Boolean);
}
