import { isJsonObject, type Json, type JsonObject } from '../json/json.ts';
import { CONTACT_KEYS } from './contact-keys.ts';

/** True when the profile holds at least one contact point that is not empty. J-23 */
export function hasContact(profile: JsonObject): boolean {
  return CONTACT_KEYS.some((key) => isFilled(profile[key]));
}

/** Whether text that is not blank stands in it, or a number other than zero, at any depth. */
function isFilled(value: Json | undefined): boolean {
  if (typeof value === 'string') return value.trim() !== '';
  if (typeof value === 'number') return value !== 0;
  if (Array.isArray(value)) return value.some(isFilled);
  return isJsonObject(value) && Object.values(value).some(isFilled);
}
