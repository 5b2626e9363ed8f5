import type { Json } from '../json/json.ts';
import { parseInstant } from '../time/instant.ts';

/** What conditions take a value for; of null, nothing can be told. */
export const DETECTED_TYPES = ['string', 'number', 'boolean', 'datetime', 'array', 'object'] as const;

export type DetectedType = (typeof DETECTED_TYPES)[number];

/** Digits alone are a time to the language, and an order's number to everyone else. */
const DATED = /^\d{4}-\d\d-\d\d/;

/** The type of a value in an event, for editors to offer what it can be compared by. §6 */
export function detectedType(value: Json): DetectedType | undefined {
  if (value === null) return undefined;
  if (Array.isArray(value)) return 'array';
  if (typeof value !== 'string') return typeof value as DetectedType;
  return DATED.test(value) && parseInstant(value) !== undefined ? 'datetime' : 'string';
}
