import { expect, it } from 'vitest';

import { timeTextOf } from '../../../../apps/cli/time-text.ts';

it.each([
  ['Europe/Oslo', '2026-03-01T08:00:00Z', '2026-03-28T08:00:00Z', 'Sat 2026-03-28 09:00:00'],
  ['Europe/Oslo', '2026-03-01T08:00:00Z', '2026-03-29T08:00:00Z', 'Sun 2026-03-29 10:00:00 +02:00'],
  ['Europe/Oslo', '2026-10-25T00:30:00Z', '2026-10-25T00:30:00Z', 'Sun 2026-10-25 02:30:00'],
  ['Europe/Oslo', '2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z', 'Sun 2026-10-25 02:30:00 +01:00'],
  ['UTC-03:30', '2026-03-01T00:00:00Z', '2026-03-01T00:00:01.999Z', 'Sat 2026-02-28 20:30:01'],
])('DR-33 time text: in %s, of a run since %s, %s is %s', (zone, start, at, expected) => {
  expect(timeTextOf(zone, Date.parse(start))(Date.parse(at))).toBe(expected);
});
