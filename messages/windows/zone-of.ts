import type { JsonObject } from '../../language/json/json.ts';
import { instantIn } from '../../language/time/time-zone.ts';

/** Where the recipient's zone may be told, the nearest first. */
export interface ZoneSources {
  /** What the request says of the recipient. */
  to: JsonObject;
  profile: JsonObject;
}

/**
 * The zone of a message's recipient, IANA or an offset; one that nobody knows is passed over. T-32
 * @param timezone What the message's delay says.
 */
export function zoneOf(timezone: string | undefined, { to, profile }: ZoneSources): string {
  const told = [timezone, to.timezone, profile.zoneinfo, profile.timezone];
  const isZone = (zone: unknown): zone is string => typeof zone === 'string' && !Number.isNaN(instantIn(zone, 0));
  return told.find(isZone) ?? 'UTC';
}
