const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** What is said of a text that names no zone. */
export const NO_ZONE = 'must be a time zone such as "Europe/Oslo" or "UTC+4"';

/** `UTC+4`, `UTC-03:30`, `GMT-11`, `+02:00`; T-32. */
const OFFSET = /^(?:UTC|GMT)?([+-])(\d\d?)(?::([0-5]\d))?$/i;

/** How Intl writes an offset: `GMT`, `GMT+05:45`, and with seconds before there were time zones. */
const LONG_OFFSET = /GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/;

/**
 * The instant, in ms since the epoch, at which clocks of a zone (IANA, or an offset) show a time, which is given in ms as if
 * it were UTC. Where clocks skip that time, the first instant after the gap; where they show it twice, the first. NaN for an
 * unknown zone. T-10
 */
export function instantIn(zone: string, local: number): number {
  const fixed = OFFSET.exec(zone);
  if (fixed) return Number(fixed[2]) > 23 ? Number.NaN : local - offsetOf(fixed);
  const offsetAt = offsetsOf(zone);
  return offsetAt ? firstShowing(local, offsetAt) : Number.NaN;
}

/**
 * What clocks of a zone (IANA, or an offset) show at an instant: in ms since the epoch, as if it were UTC. NaN for an unknown
 * zone.
 */
export function localIn(zone: string, instant: number): number {
  const offsetAt = offsetsIn(zone);
  return offsetAt ? instant + offsetAt(instant) : Number.NaN;
}

/** By how much clocks of a zone (IANA, or an offset) are ahead of UTC at an instant, both in ms; undefined for an unknown zone. */
export function offsetsIn(zone: string): ((instant: number) => number) | undefined {
  const fixed = OFFSET.exec(zone);
  if (!fixed) return offsetsOf(zone);
  return Number(fixed[2]) > 23 ? undefined : () => offsetOf(fixed);
}

/**
 * When clocks of a zone (IANA, or an offset) show a time from `from` on and before `to`, both in ms as if they were UTC:
 * intervals of instants, in their order, the end exclusive. None where clocks skip it all; two where they are set back into
 * it. T-31
 */
export function intervalsIn(zone: string, from: number, to: number): Interval[] {
  const change = changeAround(zone, from - DAY, to + DAY);
  const earlier = { start: from - change.before, end: Math.min(to - change.before, change.at) };
  const later = { start: Math.max(from - change.after, change.at), end: to - change.after };
  return [earlier, later].filter(({ start, end }) => start < end);
}

interface Interval {
  start: number;
  end: number;
}

/** The offsets at two instants, and from when on the later one holds: infinitely late where they are the same. */
function changeAround(zone: string, first: number, last: number): { before: number; after: number; at: number } {
  const offsetAt = (instant: number) => localIn(zone, instant) - instant;
  const [before, after] = [offsetAt(first), offsetAt(last)];
  return { before, after, at: before === after ? Number.POSITIVE_INFINITY : endOfGap(first, last, offsetAt) };
}

/** Every offset lies within a day, so one of the two candidates is right unless clocks skip the time. */
function firstShowing(local: number, offsetAt: (instant: number) => number): number {
  const candidates = [local - offsetAt(local - DAY), local - offsetAt(local + DAY)];
  const exact = candidates.filter((instant) => instant + offsetAt(instant) === local);
  return exact.length > 0 ? Math.min(...exact) : endOfGap(Math.min(...candidates), Math.max(...candidates), offsetAt);
}

/** The instant between `before` and `after`, both in ms, from which on the later offset holds. */
function endOfGap(before: number, after: number, offsetAt: (instant: number) => number): number {
  const later = offsetAt(after);
  let [earliest, latest] = [before, after];
  while (latest - earliest > 1) {
    const middle = Math.floor((earliest + latest) / 2);
    if (offsetAt(middle) === later) latest = middle;
    else earliest = middle;
  }
  return latest;
}

/** Undefined for an unknown zone: Intl has no way of asking but to try. */
function offsetsOf(timeZone: string): ((instant: number) => number) | undefined {
  try {
    const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
    return (instant) => offsetOf(LONG_OFFSET.exec(format.format(instant)));
  } catch {
    return undefined;
  }
}

/** In ms, from the groups sign, hours, minutes and seconds. */
function offsetOf(groups: RegExpExecArray | null): number {
  const [sign, hours, minutes, seconds] = groups?.slice(1) ?? [];
  const size = Number(hours ?? 0) * 60 * MINUTE + Number(minutes ?? 0) * MINUTE + Number(seconds ?? 0) * 1_000;
  return sign === '-' ? -size : size;
}
