import type { JsonObject } from '../../language/json/json.ts';
import { roomLeft } from '../../language/json/room-left.ts';
import { LARGEST_JSON } from '../../language/json/sizes.ts';

/** True for data, or a profile, that a run may hold. */
export function fits(value: JsonObject): boolean {
  return roomLeft(value, LARGEST_JSON) >= 0;
}
