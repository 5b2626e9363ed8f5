import { describe, expect, it } from 'vitest';

import type { JsonObject } from '../../../../language/json/json.ts';
import type { MessageDelay } from '../../../../messages/windows/read-delay.ts';
import { wakeOf } from '../../../../messages/windows/wake-of.ts';

const AT = Date.parse('2026-12-01T08:30:00Z');
const OFFICE = 'Mo-Fr 09:00-17:00';

function wake(delay: MessageDelay, sources: { to?: JsonObject; profile?: JsonObject } = {}) {
  const found = wakeOf(delay, AT, { to: {}, profile: {}, ...sources });
  return typeof found === 'number' ? new Date(found).toISOString().slice(0, 16) : found;
}

describe('wake of', () => {
  it.each([
    [0, 0],
    [1, 60_000],
    [60_000, 60_000],
    [60_001, 120_000],
    [3_600_000, 3_600_000],
  ])('T-30 wake of: %i ms are rounded up to the minute', (duration, waits) => {
    expect(wakeOf({ duration }, AT, { to: {}, profile: {} })).toBe(AT + waits);
  });

  it('T-31 wake of: an instant, in the zone beside it where it names none; it wins over a duration', () => {
    expect(wake({ until: '2026-12-24T09:00:00+01:00', duration: 5 })).toBe('2026-12-24T08:00');
    expect(wake({ until: '2026-12-24T09:00' })).toBe('2026-12-24T09:00');
    expect(wake({ until: '2026-12-24T09:00', timezone: 'Europe/Oslo' })).toBe('2026-12-24T08:00');
    expect(wake({ until: '2020-01-01' })).toBe('2020-01-01T00:00');
  });

  it.each<[string, MessageDelay, { to?: JsonObject; profile?: JsonObject }, string]>([
    ['none', {}, {}, '09:00'],
    ['the profile’s timezone', {}, { profile: { timezone: 'UTC+1' } }, '08:30'],
    ['zoneinfo before timezone', {}, { profile: { zoneinfo: 'UTC-2', timezone: 'UTC+1' } }, '11:00'],
    [
      'what the request says before the profile',
      {},
      { to: { timezone: 'UTC-3' }, profile: { zoneinfo: 'UTC-2' } },
      '12:00',
    ],
    ['the delay’s own before all', { timezone: 'UTC-4' }, { to: { timezone: 'UTC-3' } }, '13:00'],
    ['one that nobody knows is passed over', {}, { profile: { zoneinfo: 'Mars/Base', timezone: 'UTC-1' } }, '10:00'],
  ])('T-32 wake of: the zone is %s', (_, delay, sources, time) => {
    expect(wake({ until: OFFICE, ...delay }, sources)).toBe(`2026-12-01T${time}`);
  });

  it.each<[MessageDelay, string, string]>([
    [{}, '', 'needs duration or until'],
    [{ until: 'soon' }, 'until', 'must be an ISO 8601 time or a window such as "Mo-Fr 09:00-17:00"'],
    [{ until: OFFICE, timezone: 'Mars/Base' }, 'timezone', 'must be a time zone such as "Europe/Oslo" or "UTC+4"'],
    [{ until: 'Jun' }, 'until', 'is a window that does not open within 90 days'],
    [{ until: '2126-01-01' }, 'until', 'is more than 10 years away'],
    [{ duration: 1e15 }, 'duration', 'is more than 10 years away'],
  ])('T-31 T-40 wake of: %j is a problem', (delay, path, message) => {
    expect(wake(delay)).toEqual({ path, message });
  });
});
