import type { JsonObject } from '../json/json.ts';
import { CONTACT_KEYS } from './contact-keys.ts';

/** True when the profile holds at least one contact point that is not empty. J-23 */
export function hasContact(profile: JsonObject): boolean {
  return CONTACT_KEYS.some((key) => {
    const value = profile[key];
    return value !== undefined && value !== null && value !== '';
  });
}
