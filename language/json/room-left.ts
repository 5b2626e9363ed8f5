import type { Value } from '../expression/evaluation.ts';

/** A key without characters, and a digit. */
const SHORTEST_MEMBER = 5;

/**
 * What is left of `room` characters once a value has been written as JSON, escapes not counted. Negative where it does not
 * fit, and then no more of it was read than that takes.
 */
export function roomLeft(value: Value, room: number): number {
  if (typeof value === 'string') return room - value.length - 2;
  if (typeof value !== 'object' || value === null) return room - String(value).length;
  let left = room - 2;
  if (Array.isArray(value)) {
    for (const member of value) {
      if (left < 0) return left;
      left = roomLeft(member, left - 1);
    }
    return left;
  }
  const keys = Object.keys(value);
  // What has that many members need not be read to be known not to fit.
  if (keys.length * SHORTEST_MEMBER > left) return left - keys.length * SHORTEST_MEMBER;
  for (const key of keys) {
    if (left < 0) return left;
    left = roomLeft(value[key] as Value, left - (key.length + 4));
  }
  return left;
}
