import type { Json } from '../json/json.ts';
import { roomLeft } from '../json/room-left.ts';
import { parseInstant } from '../time/instant.ts';
import type { BinaryOperator } from './tree.ts';

/** A number as text may write it; hexadecimal digits and blanks are none. */
const NUMERIC = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;

type Holds = (actual: Exclude<Json, null>, value: string) => boolean;

/** What each operator says of a value that is there. N-23 to N-25 */
export const operators: Record<BinaryOperator, Holds> = {
  'is equal': equals,
  'is not equal': (actual, value) => !equals(actual, value),
  contains,
  'does not contain': (actual, value) => !contains(actual, value),
  'starts with': (actual, value) => textOf(actual)?.startsWith(value) ?? false,
  'ends with': (actual, value) => textOf(actual)?.endsWith(value) ?? false,
  'greater than': (actual, value) => difference(actual, value) > 0,
  'greater than or equal': (actual, value) => difference(actual, value) >= 0,
  'less than': (actual, value) => difference(actual, value) < 0,
  'less than or equal': (actual, value) => difference(actual, value) <= 0,
};

/** Of objects and lists the JSON text; one that cannot be as short as the value is not written out. N-23 */
function equals(actual: Exclude<Json, null>, value: string): boolean {
  if (typeof actual === 'number') return NUMERIC.test(value) ? actual === Number(value) : String(actual) === value;
  if (typeof actual !== 'object') return String(actual) === value;
  return roomLeft(actual, 2 * value.length + 8) >= 0 && JSON.stringify(actual) === value;
}

function contains(actual: Exclude<Json, null>, value: string): boolean {
  if (Array.isArray(actual)) return actual.some((member) => member !== null && equals(member, value));
  return textOf(actual)?.includes(value) ?? false;
}

function textOf(actual: Exclude<Json, null>): string | undefined {
  return typeof actual === 'object' ? undefined : String(actual);
}

/** Of two numbers or two instants; NaN, which no comparison holds for, of anything else. N-25 */
function difference(actual: Exclude<Json, null>, value: string): number {
  const text = typeof actual === 'string' || typeof actual === 'number' ? String(actual).trim() : '';
  const other = value.trim();
  if (NUMERIC.test(text) && NUMERIC.test(other)) return sign(Number(text), Number(other));
  return sign(parseInstant(text) ?? Number.NaN, parseInstant(other) ?? Number.NaN);
}

/** A subtraction of two infinite numbers, which text can write, would come to nothing. */
function sign(one: number, other: number): number {
  if (one === other) return 0;
  if (one > other) return 1;
  return one < other ? -1 : Number.NaN;
}
