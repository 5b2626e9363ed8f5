import { instantIn } from './time-zone.ts';

const DATE = String.raw`(?<year>\d{4})(?<dash>-?)(?<month>\d\d)\k<dash>(?<day>\d\d)`;
const TIME = String.raw`(?<hour>\d\d)(?<colon>:?)(?<minute>\d\d)(?:\k<colon>(?<second>\d\d)(?:[.,](?<fraction>\d{1,9}))?)?`;
const ZONE = String.raw`(?:(?<utc>Z)|(?<sign>[+-])(?<zoneHour>\d\d?)(?::?(?<zoneMinute>\d\d))?)`;
const INSTANT = new RegExp(`^${DATE}(?:T${TIME}${ZONE}?)?$`, 'i');

const MINUTE = 60_000;

/**
 * ISO 8601, basic or extended, as milliseconds since the epoch (T-07..T-11, T-14). A date alone is its midnight. Undefined
 * for anything else, dates that no calendar has among them.
 * @param zone Where text that names no zone is read: IANA or an offset. NaN where it is needed and unknown.
 */
export function parseInstant(text: string, zone?: string): number | undefined {
  const parts = INSTANT.exec(text.trim())?.groups;
  if (!parts) return undefined;
  const number = (name: string): number => Number(parts[name] ?? 0);
  const offset = number('zoneHour') * 60 + number('zoneMinute');
  if (number('zoneHour') > 23 || number('zoneMinute') > 59) return undefined;

  const fields = ['year', 'month', 'day', 'hour', 'minute', 'second'].map(number);
  const second = utc(fields);
  if (second === undefined) return undefined;
  const local = second + Number(`${parts.fraction ?? ''}000`.slice(0, 3));
  if (zone !== undefined && !parts.utc && !parts.sign) return instantIn(zone, local);
  return local - (parts.sign === '-' ? -offset : offset) * MINUTE;
}

/** Undefined where the calendar would have to roll over, as on February 30th. */
function utc([year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0]: number[]): number | undefined {
  const instant = Date.UTC(year, month - 1, day, hour, minute, second);
  const read = new Date(instant);
  const isExact =
    read.getUTCFullYear() === year &&
    read.getUTCMonth() === month - 1 &&
    read.getUTCDate() === day &&
    read.getUTCHours() === hour &&
    read.getUTCMinutes() === minute &&
    read.getUTCSeconds() === second;
  return isExact ? instant : undefined;
}
