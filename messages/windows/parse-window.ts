/** Days of a year, inclusive, as month × 100 + day; a span may go over New Year. */
interface DateSpan {
  from: number;
  to: number;
}

/** Minutes of a day; what ends after 1,440 goes on into the next day. */
interface TimeSpan {
  from: number;
  /** Exclusive. */
  to: number;
}

/** When a window is open. Of several rules the last one that is for a day counts. */
export interface WindowRule {
  /** Absent: all year. */
  dates?: DateSpan;
  /** 0 is Monday; absent: all week. */
  weekdays?: ReadonlySet<number>;
  times: TimeSpan[];
}

const WEEKDAYS = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
/** A leap year's, since a window is for any year. */
const LENGTHS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const DAY = 24 * 60;
const MOST_RULES = 50;

const MONTH = `(?:${MONTHS.join('|')})`;
const DATES = new RegExp(`^(${MONTH})(?: (\\d\\d?))?(?:-(?:(${MONTH})(?: (\\d\\d?))?|(\\d\\d?)))?(?: |$)`);
const DAYS = new RegExp(`^(?:${WEEKDAYS.join('|')})(?:[-,](?:${WEEKDAYS.join('|')}))*(?: |$)`);
const TIME = /^(\d\d?):(\d\d)-(\d\d?):(\d\d)$/;

/**
 * A delivery window, written as the common part of OpenStreetMap's opening hours: `Mo-Fr 09:00-12:00,14:00-18:00; Sa 10:00-14:00`,
 * `Dec 24-26`, `22:00-06:00`, `24/7`; spaces after commas and a last `;` say nothing. Undefined for anything else. T-31
 */
export function parseWindow(text: string): WindowRule[] | undefined {
  const written = text.replace(/;\s*$/, '').split(';').map(tidied);
  const rules = written.length <= MOST_RULES ? written.map(parseRule) : [];
  return rules.length > 0 && rules.every((rule) => rule !== undefined) ? rules : undefined;
}

function tidied(rule: string): string {
  return rule.trim().replace(/\s+/g, ' ').replaceAll(', ', ',');
}

function parseRule(text: string): WindowRule | undefined {
  if (text === '') return undefined;
  if (text === '24/7') return { times: [{ from: 0, to: DAY }] };
  const dated = DATES.exec(text);
  const afterDates = text.slice(dated?.[0].length ?? 0);
  const named = DAYS.exec(afterDates)?.[0] ?? '';
  const times = parseTimes(afterDates.slice(named.length));
  const dates = dated ? datesOf(dated) : undefined;
  if (!times || (dated && !dates)) return undefined;
  return { ...(dates && { dates }), ...(named && { weekdays: weekdaysOf(named.trim()) }), times };
}

/** `Dec`, `Dec-Jan`, `Dec 24`, `Dec 24-26`, `Dec 24-Jan 02`. */
function datesOf([, month = '', day, toMonth, toDay, toDayAlone]: RegExpExecArray): DateSpan | undefined {
  const isWhole = day === undefined && toDay === undefined && toDayAlone === undefined;
  const from = dateOf(month, day ?? '1');
  const to = isWhole
    ? dateOf(toMonth ?? month, lengthOf(toMonth ?? month))
    : dateOf(toMonth ?? month, toDay ?? toDayAlone ?? day ?? '');
  const isHalf = !isWhole && (day === undefined || (toMonth !== undefined && toDay === undefined));
  return from === undefined || to === undefined || isHalf ? undefined : { from, to };
}

function lengthOf(month: string): string {
  return String(LENGTHS[MONTHS.indexOf(month)]);
}

function dateOf(month: string, day: string): number | undefined {
  const number = Number(day);
  return number >= 1 && number <= Number(lengthOf(month)) ? (MONTHS.indexOf(month) + 1) * 100 + number : undefined;
}

/** `Mo-Fr,Su`; a range may go over Sunday. */
function weekdaysOf(text: string): Set<number> {
  const days = text.split(',').flatMap((part) => {
    const [from = 0, to = from] = part.split('-').map((day) => WEEKDAYS.indexOf(day));
    return Array.from({ length: ((to - from + 7) % 7) + 1 }, (_, index) => (from + index) % 7);
  });
  return new Set(days);
}

/** Without times it is the whole day. */
function parseTimes(text: string): TimeSpan[] | undefined {
  if (text === '') return [{ from: 0, to: DAY }];
  const spans = text.split(',').map((part) => timeOf(TIME.exec(part.trim())));
  return spans.every((span) => span !== undefined) ? spans : undefined;
}

function timeOf(match: RegExpExecArray | null): TimeSpan | undefined {
  const [hour = 99, minute = 99, toHour = 99, toMinute = 99] = (match ?? []).slice(1).map(Number);
  const [from, to] = [hour * 60 + minute, toHour * 60 + toMinute];
  if (minute > 59 || toMinute > 59 || from >= DAY || to > DAY) return undefined;
  return { from, to: to > from ? to : to + DAY };
}
