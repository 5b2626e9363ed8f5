import { describe, expect, it } from 'vitest';

import { keptMsOf } from '../../../../../apps/api/http/idempotency-expiration.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const now = Date.parse('2026-12-01T00:00:00Z');

describe('x-idempotency-expiration', () => {
  it.each([
    ['nothing is 25 hours', '', 25 * HOUR],
    ['ISO 8601', '2026-12-03T00:00:00Z', 2 * DAY],
    ['ISO 8601 with an offset', '2026-12-03T02:00:00+02:00', 2 * DAY],
    ['ISO 8601 without a zone is UTC', '2026-12-03T00:00:00', 2 * DAY],
    ['a date', '2026-12-03', 2 * DAY],
    ['a date in eight digits', '20261203', 2 * DAY],
    ['seconds', String((now + 2 * DAY) / 1000), 2 * DAY],
    ['seconds with a fraction', `${(now + 2 * DAY) / 1000}.5`, 2 * DAY + 500],
    ['milliseconds', String(now + 2 * DAY), 2 * DAY],
    ['the past is a day', '2001-01-01T00:00:00Z', DAY],
    ['the least milliseconds are in the past', '1000000000000', DAY],
    ['the most seconds are far away', '999999999999', 365 * DAY],
    ['an hour is a day', '2026-12-01T01:00:00Z', DAY],
    ['ten years are one', '2036-12-01T00:00:00Z', 365 * DAY],
    ['a number without end', '9'.repeat(400), 365 * DAY],
  ])('W-45 expiration: %s', (_, header, expected) => {
    expect(keptMsOf(header, now)).toBe(expected);
  });

  it.each(['tomorrow', '-5', '1e12', '2026-02-30', '2 days', '2026-12-03T00:00:00Z, 5'])(
    'W-45 expiration: %s is refused',
    (header) => {
      expect(() => keptMsOf(header, now)).toThrow(/^x-idempotency-expiration: must be/);
    },
  );
});
