import type { JsonObject } from '../../language/json/json.ts';
import { roomLeft } from '../../language/json/room-left.ts';

/** In characters of JSON: what a request can bring along (W-30) is what steps may make of it. */
const LARGEST = 6_000_000;

/** True for data, or a profile, that a run may hold. */
export function fits(value: JsonObject): boolean {
  return roomLeft(value, LARGEST) >= 0;
}
