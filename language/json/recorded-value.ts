import { cutText } from '../cut-text.ts';
import type { Value } from '../expression/evaluation.ts';
import type { Json } from './json.ts';
import { roomLeft } from './room-left.ts';
import { wellFormed } from './well-formed.ts';

/** In characters: longer values are not recorded as they are. */
const LONGEST_VALUE = 1_000;

/**
 * A value as it is recorded with the step that read it, of large ones only what they are: a condition that counts a list of
 * thousands is no reason to keep the list twice. R-30
 */
export function recordedValue(value: Value): Json {
  if (value === undefined || value === null) return null;
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
  if (typeof value === 'string') return wellFormed(cutText(value, LONGEST_VALUE, '…'));
  if (typeof value !== 'object' || roomLeft(value, LONGEST_VALUE) >= 0) return value;
  return Array.isArray(value) ? `a list of ${value.length}` : `an object of ${Object.keys(value).length} members`;
}
