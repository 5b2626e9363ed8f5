import { offsetsIn } from '../../language/time/time-zone.ts';

const MINUTE = 60_000;

/** An instant, in milliseconds since the epoch, as clocks show it, with their offset: `2026-12-01T09:00:00.000+01:00`. */
export type LocalClock = (at: number) => string;

/** The clocks of a zone, IANA or an offset. @throws RangeError for an unknown one */
export function localClock(zone: string): LocalClock {
  const offsetAt = offsetsIn(zone);
  if (!offsetAt) throw new RangeError(`there is no time zone ${zone}`);
  return (at) => {
    const offset = offsetAt(at);
    return `${new Date(at + offset).toISOString().slice(0, -1)}${written(offset)}`;
  };
}

function written(offset: number): string {
  const minutes = Math.round(Math.abs(offset) / MINUTE);
  const [hour, minute] = [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0'));
  return `${offset < 0 ? '-' : '+'}${hour}:${minute}`;
}
