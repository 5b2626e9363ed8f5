/** A length of time: whole calendar months, then exact milliseconds. T-04 */
export interface Duration {
  months: number;
  ms: number;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;

/** Each unit with the words for it; `m` is minutes, months have no short form but `mo`. */
const UNITS: [words: string, unit: Duration][] = [
  ['s sec secs second seconds', { months: 0, ms: SECOND }],
  ['m min mins minute minutes', { months: 0, ms: MINUTE }],
  ['h hr hrs hour hours', { months: 0, ms: HOUR }],
  ['d day days', { months: 0, ms: DAY }],
  ['w week weeks', { months: 0, ms: WEEK }],
  ['mo month months', { months: 1, ms: 0 }],
  ['y yr yrs year years', { months: 12, ms: 0 }],
];

const UNIT_BY_WORD = new Map(UNITS.flatMap(([words, unit]) => words.split(' ').map((word) => [word, unit] as const)));

/** The smallest part may have a fraction, unless it is of the calendar: half a month has no length. */
const NUMBER = String.raw`(\d+(?:[.,]\d{1,9}(?=[A-Z]$))?)`;
const ISO = new RegExp(
  String.raw`^P(?=\d|T\d)(?:(\d+)Y)?(?:(\d+)M)?(?:${NUMBER}W)?(?:${NUMBER}D)?(?:T(?=\d)(?:${NUMBER}H)?(?:${NUMBER}M)?(?:${NUMBER}S)?)?$`,
  'i',
);

/** The units of `ISO`'s groups, in order. */
const ISO_UNITS = ['year', 'month', 'week', 'day', 'hour', 'minute', 'second'];

/** `2 hours`, `1 hour 30 minutes`, `90m` or `PT1H30M` (T-01..T-05); undefined for anything else (T-06). */
export function parseDuration(text: string): Duration | undefined {
  const iso = ISO.exec(text.trim());
  const parts = iso ? ISO_UNITS.map((word, index) => ({ count: iso[index + 1] ?? '0', word })) : readWords(text.trim());
  if (parts === undefined || parts.length === 0) return undefined;
  return parts.reduce<Duration | undefined>(addPart, { months: 0, ms: 0 });
}

/** The instant (ms since the epoch) a duration after `at`: months by UTC's calendar with the day clamped, then the rest. */
export function addDuration(at: number, { months, ms }: Duration): number {
  const instant = (months === 0 ? at : addMonths(at, months)) + ms;
  return Number.isNaN(instant) ? Number.POSITIVE_INFINITY : instant;
}

/** Whether an instant is further away than a wait may last, 10 years. T-40 */
export function isTooFar(until: number, at: number): boolean {
  return until > addDuration(at, { months: 120, ms: 0 });
}

function readWords(text: string): { count: string; word: string }[] | undefined {
  const part = /(\d+)\s*([a-z]+)\s*/iy;
  const parts: { count: string; word: string }[] = [];
  while (part.lastIndex < text.length) {
    const match = part.exec(text);
    if (!match) return undefined;
    parts.push({ count: match[1] ?? '', word: (match[2] ?? '').toLowerCase() });
  }
  return parts;
}

function addPart(sum: Duration | undefined, { count, word }: { count: string; word: string }): Duration | undefined {
  const unit = UNIT_BY_WORD.get(word);
  if (!sum || !unit) return undefined;
  const times = Math.min(Number(count.replace(',', '.')), Number.MAX_SAFE_INTEGER);
  return { months: sum.months + times * unit.months, ms: sum.ms + Math.round(times * unit.ms) };
}

function addMonths(at: number, months: number): number {
  const from = new Date(at);
  const first = Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + months, 1);
  const target = new Date(first);
  const lastDay = new Date(Date.UTC(target.getUTCFullYear(), target.getUTCMonth() + 1, 0)).getUTCDate();
  return first + (Math.min(from.getUTCDate(), lastDay) - 1) * DAY + (((at % DAY) + DAY) % DAY);
}
