import { localClock } from '../../simulation/timeline/local-clock.ts';

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** An instant, in milliseconds since the epoch, as a person reads it. */
export type TimeText = (at: number) => string;

/**
 * Times by the clocks of a zone, IANA or an offset: `Sun 2026-03-01 09:00:00`. Those with another offset than at `start`, as in
 * summer, are told with theirs: `Sun 2026-04-05 09:00:00 +02:00`.
 */
export function timeTextOf(zone: string, start: number): TimeText {
  const clock = localClock(zone);
  const usual = partsOf(clock(start)).offset;
  return (at) => {
    const { date, time, offset } = partsOf(clock(at));
    const day = DAYS[new Date(`${date}T00:00:00Z`).getUTCDay()];
    return `${day} ${date} ${time}${offset === usual ? '' : ` ${offset}`}`;
  };
}

function partsOf(local: string): { date: string; time: string; offset: string } {
  const [, date = '', time = '', offset = ''] = /^(.+)T([\d:]+)(?:\.\d+)?(.*)$/.exec(local) ?? [];
  return { date, time, offset };
}
