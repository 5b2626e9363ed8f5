const DATE = String.raw`(?<year>\d{4})(?<dash>-?)(?<month>\d\d)\k<dash>(?<day>\d\d)`;
const TIME = String.raw`(?<hour>\d\d)(?<colon>:?)(?<minute>\d\d)(?:\k<colon>(?<second>\d\d)(?:[.,](?<fraction>\d{1,9}))?)?`;
const ZONE = String.raw`(?:Z|(?<sign>[+-])(?<zoneHour>\d\d?)(?::?(?<zoneMinute>\d\d))?)`;
const INSTANT = new RegExp(`^${DATE}(?:T${TIME}${ZONE}?)?$`, 'i');

const MINUTE = 60_000;

/**
 * ISO 8601, basic or extended, as milliseconds since the epoch (T-07..T-11, T-14). A date alone is its midnight, and what
 * names no zone is UTC. Undefined for anything else, dates that no calendar has among them.
 */
export function parseInstant(text: string): number | undefined {
  const parts = INSTANT.exec(text.trim())?.groups;
  if (!parts) return undefined;
  const number = (name: string): number => Number(parts[name] ?? 0);
  const offset = number('zoneHour') * 60 + number('zoneMinute');
  if (number('zoneHour') > 23 || number('zoneMinute') > 59) return undefined;

  const fields = ['year', 'month', 'day', 'hour', 'minute', 'second'].map(number);
  const local = utc(fields);
  if (local === undefined) return undefined;
  const ms = Number(`${parts.fraction ?? ''}000`.slice(0, 3));
  return local + ms - (parts.sign === '-' ? -offset : offset) * MINUTE;
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
