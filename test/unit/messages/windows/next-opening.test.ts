import { expect, test } from 'vitest';

import { nextOpening } from '../../../../messages/windows/next-opening.ts';
import { parseWindow } from '../../../../messages/windows/parse-window.ts';

function opening(window: string, at: string, zone = 'UTC'): string | undefined {
  const instant = nextOpening(parseWindow(window) ?? [], Date.parse(at), zone);
  return instant === undefined ? undefined : new Date(instant).toISOString().replace(':00.000Z', 'Z');
}

const OFFICE = 'Mo-Fr 09:00-17:00';

// 2026-12-01 is a Tuesday.
test.each<[string, string, string | undefined, string?]>([
  [OFFICE, '2026-12-01T08:59Z', '2026-12-01T09:00Z'],
  [OFFICE, '2026-12-01T09:00Z', '2026-12-01T09:00Z'],
  [OFFICE, '2026-12-01T16:59Z', '2026-12-01T16:59Z'],
  [OFFICE, '2026-12-01T17:00Z', '2026-12-02T09:00Z'],
  [OFFICE, '2026-12-04T17:00Z', '2026-12-07T09:00Z'],
  [OFFICE, '2026-12-01T08:30Z', '2026-12-01T08:30Z', 'Europe/Oslo'],
  [OFFICE, '2026-12-01T12:00Z', '2026-12-01T14:00Z', 'America/New_York'],
  [OFFICE, '2026-12-01T02:00Z', '2026-12-01T05:00Z', 'UTC+4'],
  ['Mo-Fr 09:00-12:00,14:00-18:00', '2026-12-01T12:00Z', '2026-12-01T14:00Z'],
  ['22:00-06:00', '2026-12-01T03:00Z', '2026-12-01T03:00Z'],
  ['22:00-06:00', '2026-12-01T06:00Z', '2026-12-01T22:00Z'],
  ['Fr 22:00-02:00', '2026-12-05T01:59Z', '2026-12-05T01:59Z'],
  ['Fr 22:00-02:00', '2026-12-05T02:00Z', '2026-12-11T22:00Z'],
  ['24/7', '2026-12-01T03:00Z', '2026-12-01T03:00Z'],
  ['Dec 24-26', '2026-12-01T03:00Z', '2026-12-24T00:00Z'],
  ['Dec 24-Jan 02 10:00-12:00', '2026-12-31T12:00Z', '2027-01-01T10:00Z'],
  ['Mo-Su 09:00-17:00; We 12:00-13:00', '2026-12-02T09:30Z', '2026-12-02T12:00Z'],
  ['Feb 28', '2026-12-01T00:00Z', '2027-02-28T00:00Z'],
  ['Mar 02', '2026-12-01T00:00Z', undefined],
  ['Feb 30', '2026-12-01T00:00Z', undefined],
  // Clocks skip 02:00 to 03:00 on 2027-03-28.
  ['02:30-04:00', '2027-03-27T23:30Z', '2027-03-28T01:00Z', 'Europe/Oslo'],
  ['02:00-02:30', '2027-03-28T00:30Z', '2027-03-29T00:00Z', 'Europe/Oslo'],
  ['02:00-02:30', '2027-03-28T01:00Z', '2027-03-29T00:00Z', 'Europe/Oslo'],
  // And show 02:00 to 03:00 twice on 2026-10-25.
  ['02:00-02:30', '2026-10-24T22:10Z', '2026-10-25T00:00Z', 'Europe/Oslo'],
  ['02:00-02:30', '2026-10-25T00:10Z', '2026-10-25T00:10Z', 'Europe/Oslo'],
  ['02:00-02:30', '2026-10-25T00:30Z', '2026-10-25T01:00Z', 'Europe/Oslo'],
  ['02:00-02:30', '2026-10-25T01:10Z', '2026-10-25T01:10Z', 'Europe/Oslo'],
  ['02:00-02:30', '2026-10-25T01:30Z', '2026-10-26T01:00Z', 'Europe/Oslo'],
  ['01:30-02:30', '2026-10-25T00:40Z', '2026-10-25T01:00Z', 'Europe/Oslo'],
  ['22:00-02:30,02:35-02:50', '2026-10-25T00:40Z', '2026-10-25T00:40Z', 'Europe/Oslo'],
])('T-31 window: %s, asked at %s, opens at %s (%s)', (window, at, expected, zone) => {
  expect(opening(window, at, zone)).toBe(expected);
});

test('T-32 window: nobody knows when it opens in an unknown zone', () => {
  expect(nextOpening(parseWindow(OFFICE) ?? [], 0, 'Mars/Base')).toBeNaN();
});
