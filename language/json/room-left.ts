import type { Value } from '../expression/evaluation.ts';

/**
 * What is left of `room` characters once a value has been written as JSON, escapes not counted. Negative where it does not
 * fit, and then no more of it was read than that takes.
 */
export function roomLeft(value: Value, room: number): number {
  if (typeof value === 'string') return room - value.length - 2;
  if (typeof value !== 'object' || value === null) return room - String(value).length;
  const isList = Array.isArray(value);
  let left = room - 2;
  for (const [key, member] of isList ? value.entries() : Object.entries(value)) {
    if (left < 0) return left;
    left = roomLeft(member, left - (isList ? 1 : String(key).length + 4));
  }
  return left;
}
