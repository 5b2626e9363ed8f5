import { offsetsIn } from '../../language/time/time-zone.ts';

const MINUTE = 60_000;

/**
 * Writes instants as clocks of a zone show them, with the offset there: `2026-12-01T09:00:00.000+01:00`. Undefined for an
 * unknown zone.
 */
export function localClock(zone: string): ((at: number) => string) | undefined {
  const offsetAt = offsetsIn(zone);
  return (
    offsetAt &&
    ((at) => {
      const offset = offsetAt(at);
      return `${new Date(at + offset).toISOString().slice(0, -1)}${written(offset)}`;
    })
  );
}

function written(offset: number): string {
  const minutes = Math.round(Math.abs(offset) / MINUTE);
  const [hour, minute] = [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0'));
  return `${offset < 0 ? '-' : '+'}${hour}:${minute}`;
}
