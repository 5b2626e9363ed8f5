import { describe, expect, test } from 'vitest';

import { addDuration, isTooFar, parseDuration } from '../../../../language/time/duration.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const at = (text: string): number => Date.parse(text);

describe('parseDuration', () => {
  test.each([
    ['2 hours', 2 * HOUR],
    ['5 minutes', 5 * MINUTE],
    ['1 hour', HOUR],
    ['3 days', 3 * DAY],
    ['24 hours', DAY],
    ['10 Seconds', 10_000],
    ['1 WEEK', 7 * DAY],
    ['  1 second ', 1_000],
  ])('T-01 duration: reads words and units: %s', (text, ms) => {
    expect(parseDuration(text)).toEqual({ months: 0, ms });
  });

  test.each([
    ['1 month', 1],
    ['2 years', 24],
  ])('T-01 T-04 duration: keeps calendar units as months: %s', (text, months) => {
    expect(parseDuration(text)).toEqual({ months, ms: 0 });
  });

  test.each([
    ['1 hour 30 minutes', { months: 0, ms: 90 * MINUTE }],
    ['2h', { months: 0, ms: 2 * HOUR }],
    ['90m', { months: 0, ms: 90 * MINUTE }],
    ['1h30m', { months: 0, ms: 90 * MINUTE }],
    ['1 month 2 days', { months: 1, ms: 2 * DAY }],
    ['1y 2mo', { months: 14, ms: 0 }],
  ])('T-02 duration: sums parts and short forms: %s', (text, duration) => {
    expect(parseDuration(text)).toEqual(duration);
  });

  test.each([
    ['PT1H', { months: 0, ms: HOUR }],
    ['PT30M', { months: 0, ms: 30 * MINUTE }],
    ['P1D', { months: 0, ms: DAY }],
    ['P2DT3H', { months: 0, ms: 2 * DAY + 3 * HOUR }],
    ['P1M', { months: 1, ms: 0 }],
    ['P1W', { months: 0, ms: 7 * DAY }],
    ['p1y2m', { months: 14, ms: 0 }],
    ['PT1H2M3S', { months: 0, ms: HOUR + 2 * MINUTE + 3_000 }],
    ['PT0.5S', { months: 0, ms: 500 }],
    ['PT1.5H', { months: 0, ms: 90 * MINUTE }],
    ['PT1H0,5M', { months: 0, ms: HOUR + 30_000 }],
    ['P0.5D', { months: 0, ms: 12 * HOUR }],
    ['P1.5W', { months: 0, ms: 1.5 * 7 * DAY }],
    ['P1MT0.0015S', { months: 1, ms: 2 }],
  ])('T-03 duration: reads ISO 8601: %s', (text, duration) => {
    expect(parseDuration(text)).toEqual(duration);
  });

  test.each(['0 minutes', 'PT0S', '0s'])('T-05 duration: zero is a duration: %s', (text) => {
    expect(parseDuration(text)).toEqual({ months: 0, ms: 0 });
  });

  test.each([
    'soon',
    '',
    ' ',
    '5',
    '-5 minutes',
    '1.5 hours',
    'P',
    'PT',
    'P1',
    'P1DT',
    'P1H',
    'PT1D',
    'PT-1H',
    'PT1.5H30M',
    'P0.5DT1H',
    'P0.5M',
    'P0.5Y',
    'PT.5S',
    'PT1.S',
    'PT1.5.5S',
    '1 fortnight',
    '1 hour and 2 minutes',
    'hours',
    '5 minutes!',
    '2 h o',
    'constructor',
    '1 constructor',
    'duration',
  ])('T-06 duration: refuses %j', (text) => {
    expect(parseDuration(text)).toBeUndefined();
  });

  test('T-06 duration: refuses a million parts that end badly, quickly', () => {
    expect(parseDuration(`${'1s '.repeat(1_000_000)}?`)).toBeUndefined();
    expect(parseDuration('9'.repeat(1_000_000))).toBeUndefined();
    expect(parseDuration(`PT${'9.'.repeat(1_000_000)}S`)).toBeUndefined();
    expect(parseDuration(`PT0.${'9'.repeat(1_000_000)}S`)).toBeUndefined();
  });
});

describe('addDuration', () => {
  test.each([
    ['2026-03-28T12:00:00.005Z', '1 day', '2026-03-29T12:00:00.005Z'],
    ['2026-03-28T12:00:00Z', '2 weeks', '2026-04-11T12:00:00Z'],
    ['2026-01-31T10:20:30.040Z', '1 month', '2026-02-28T10:20:30.040Z'],
    ['2024-01-31T00:00:00Z', '1 month', '2024-02-29T00:00:00Z'],
    ['2024-02-29T23:59:59Z', '1 year', '2025-02-28T23:59:59Z'],
    ['2026-12-15T00:00:00Z', '1 month', '2027-01-15T00:00:00Z'],
    ['2026-01-31T00:00:00Z', '1 month 1 day', '2026-03-01T00:00:00Z'],
    ['1969-12-31T23:00:00.001Z', '1 month', '1970-01-31T23:00:00.001Z'],
  ])('T-04 addDuration: %s and %s', (from, text, until) => {
    expect(addDuration(at(from), parseDuration(text) ?? { months: Number.NaN, ms: 0 })).toBe(at(until));
  });

  test('T-40 addDuration: what no calendar holds is infinitely far away', () => {
    expect(addDuration(0, { months: 1e15, ms: 0 })).toBe(Number.POSITIVE_INFINITY);
    expect(addDuration(0, parseDuration(`${'9'.repeat(400)} years`) ?? { months: 0, ms: 0 })).toBe(
      Number.POSITIVE_INFINITY,
    );
  });
});

describe('isTooFar', () => {
  test.each([
    ['2036-05-05T00:00:00.000Z', false],
    ['2036-05-05T00:00:00.001Z', true],
    ['2026-05-04T00:00:00Z', false],
  ])('T-40 isTooFar: ten years by the calendar: %s', (until, isFar) => {
    expect(isTooFar(at(until), at('2026-05-05T00:00:00Z'))).toBe(isFar);
  });
});
