import { describe, expect, test } from 'vitest';

import { instantIn } from '../../../../language/time/time-zone.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const iso = (local: string, zone: string): string | undefined => {
  const instant = instantIn(zone, Date.parse(`${local}Z`));
  return Number.isNaN(instant) ? undefined : new Date(instant).toISOString();
};

/** What clocks show, found in another way than the code under test does. */
const clocks = (zone: string): ((at: number) => number) => {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  return (at) => {
    const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
    const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = parts;
    return Date.UTC(year, month - 1, day, hour, minute, second);
  };
};

/** The first instants, to the minute, at which a zone's clocks are set. */
const transitionsOf = (zone: string, from: number, until: number): number[] => {
  const show = clocks(zone);
  const offset = (at: number): number => show(at) - at;
  const found: number[] = [];
  for (let day = from; day < until; day += DAY) {
    if (offset(day) === offset(day + DAY)) continue;
    let [before, after] = [day, day + DAY];
    while (after - before > MINUTE) {
      const middle = before + Math.floor((after - before) / 2 / MINUTE) * MINUTE;
      if (offset(middle) === offset(before)) before = middle;
      else after = middle;
    }
    found.push(after);
  }
  return found;
};

describe('instantIn', () => {
  test.each([
    ['2026-02-10T14:30:00', 'Europe/Oslo', '2026-02-10T13:30:00.000Z'],
    ['2026-07-10T14:30:00', 'Europe/Oslo', '2026-07-10T12:30:00.000Z'],
    ['2026-07-10T14:30:00.125', 'europe/oslo', '2026-07-10T12:30:00.125Z'],
    ['2026-02-10T14:30:00', 'Asia/Kathmandu', '2026-02-10T08:45:00.000Z'],
    ['2026-02-10T00:00:00', 'Pacific/Kiritimati', '2026-02-09T10:00:00.000Z'],
    ['2026-02-10T23:59:59', 'Pacific/Pago_Pago', '2026-02-11T10:59:59.000Z'],
    ['2026-02-10T14:30:00', 'UTC', '2026-02-10T14:30:00.000Z'],
    ['1850-01-01T00:00:00', 'Europe/Paris', '1849-12-31T23:50:39.000Z'],
  ])('T-10 time zone: %s in %s', (local, zone, instant) => {
    expect(iso(local, zone)).toBe(instant);
  });

  test.each([
    ['Spring in New York', '2026-03-08T02:30:00', 'America/New_York', '2026-03-08T07:00:00.000Z'],
    ['its last valid second', '2026-03-08T01:59:59', 'America/New_York', '2026-03-08T06:59:59.000Z'],
    ['its first one', '2026-03-08T03:00:00', 'America/New_York', '2026-03-08T07:00:00.000Z'],
    ['half an hour', '2026-10-04T02:10:00', 'Australia/Lord_Howe', '2026-10-03T15:30:00.000Z'],
    ['no midnight', '2018-11-04T00:00:00', 'America/Sao_Paulo', '2018-11-04T03:00:00.000Z'],
    ['no such day', '2011-12-30T12:00:00', 'Pacific/Apia', '2011-12-30T10:00:00.000Z'],
  ])(
    'row 14 T-10 time zone: a time that is skipped is the first instant after the gap: %s',
    (_, local, zone, instant) => {
      expect(iso(local, zone)).toBe(instant);
    },
  );

  test.each([
    ['Fall in New York', '2026-11-01T01:30:00', 'America/New_York', '2026-11-01T05:30:00.000Z'],
    ['its end', '2026-11-01T02:00:00', 'America/New_York', '2026-11-01T07:00:00.000Z'],
    ['half an hour', '2026-04-05T01:45:00', 'Australia/Lord_Howe', '2026-04-04T14:45:00.000Z'],
    ['Oslo', '2026-10-25T02:00:00', 'Europe/Oslo', '2026-10-25T00:00:00.000Z'],
  ])('row 14 T-10 time zone: of a time that comes twice, the first counts: %s', (_, local, zone, instant) => {
    expect(iso(local, zone)).toBe(instant);
  });

  test.each([
    ['UTC+4', '2026-02-10T10:30:00.000Z'],
    ['utc-03:30', '2026-02-10T18:00:00.000Z'],
    ['UTC+05:45', '2026-02-10T08:45:00.000Z'],
    ['GMT-11', '2026-02-11T01:30:00.000Z'],
    ['+02:00', '2026-02-10T12:30:00.000Z'],
    ['Etc/GMT+4', '2026-02-10T18:30:00.000Z'],
  ])('T-32 time zone: an offset is a zone: %s', (zone, instant) => {
    expect(iso('2026-02-10T14:30:00', zone)).toBe(instant);
  });

  test.each([
    'Mars/Olympus',
    '',
    'UTC+',
    'UTC+24',
    'UTC+4:60',
    'UTC+123',
    'UTC+0545',
    '4',
    'constructor',
    '\0',
    'UTC+4 or so',
  ])('T-10 time zone: %j is none', (zone) => {
    expect(instantIn(zone, 0)).toBeNaN();
  });

  test.each([
    'America/New_York',
    'America/St_Johns',
    'America/Havana',
    'America/Santiago',
    'America/Asuncion',
    'America/Nuuk',
    'Africa/Casablanca',
    'Africa/Cairo',
    'Asia/Beirut',
    'Asia/Gaza',
    'Asia/Jerusalem',
    'Asia/Tehran',
    'Atlantic/Azores',
    'Australia/Lord_Howe',
    'Australia/Sydney',
    'Europe/Dublin',
    'Europe/Lisbon',
    'Pacific/Auckland',
    'Pacific/Chatham',
    'Antarctica/Troll',
  ])(
    'T-10 time zone: over ten years of %s, always the first instant at which clocks show that time or a later one',
    (zone) => {
      const show = clocks(zone);
      const transitions = transitionsOf(zone, Date.UTC(2017, 0, 1), Date.UTC(2027, 0, 1));
      expect(transitions.length).toBeGreaterThan(5);
      for (const transition of transitions) {
        const around = Array.from({ length: 33 }, (_, index) => transition + (index - 16) * 15 * MINUTE);
        const shown = around.map(show);
        const locals = around.slice(12, 21).map((at) => at + show(transition) - transition);
        for (const local of locals) {
          expect(instantIn(zone, local)).toBe(around[shown.findIndex((time) => time >= local)]);
        }
      }
    },
  );
});
