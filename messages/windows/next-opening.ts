import { intervalsIn, localIn } from '../../language/time/time-zone.ts';
import type { WindowRule } from './parse-window.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** How far ahead a window is looked for, in days. T-31 */
const HORIZON = 90;

/**
 * The first instant, from `at` on (ms since the epoch), at which a window is open by the clocks of a zone: `at` itself when it
 * is open then. Its start belongs to it, its end does not. Undefined when it does not open within 90 days; NaN for an unknown
 * zone.
 */
export function nextOpening(rules: readonly WindowRule[], at: number, zone: string): number | undefined {
  const local = localIn(zone, at);
  if (Number.isNaN(local)) return Number.NaN;
  const today = Math.floor(local / DAY) * DAY;
  for (let day = today; day <= today + HORIZON * DAY; day += DAY) {
    // Last evening's window may still be open.
    const openings = [day - DAY, day].flatMap((one) => openingsOn(one, rules, zone)).filter(({ end }) => end > at);
    const first = Math.min(...openings.map(({ start }) => Math.max(at, start)));
    if (first <= at + HORIZON * DAY) return first;
  }
  return undefined;
}

function openingsOn(day: number, rules: readonly WindowRule[], zone: string): ReturnType<typeof intervalsIn> {
  return timesOn(rules, day).flatMap(({ from, to }) => intervalsIn(zone, day + from * MINUTE, day + to * MINUTE));
}

/** `day`: its midnight, in ms as if it were UTC. */
function timesOn(rules: readonly WindowRule[], day: number): WindowRule['times'] {
  const date = new Date(day);
  const number = (date.getUTCMonth() + 1) * 100 + date.getUTCDate();
  const weekday = (date.getUTCDay() + 6) % 7;
  const isFor = ({ dates, weekdays }: WindowRule): boolean => {
    if (weekdays && !weekdays.has(weekday)) return false;
    if (!dates) return true;
    const { from, to } = dates;
    return from <= to ? from <= number && number <= to : number >= from || number <= to;
  };
  return rules.findLast(isFor)?.times ?? [];
}
