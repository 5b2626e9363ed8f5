import { expect, test } from 'vitest';

import type { ActionStep } from '../../../../language/plan.ts';
import { prepareStep } from '../../../../language/run/prepare.ts';
import { wakeTime } from '../../../../language/time/timing.ts';

const AT = Date.parse('2026-01-31T12:00:00Z');

test.each([
  [{ duration: '2 hours' }, '2026-01-31T14:00:00.000Z'],
  [{ duration: '1 month' }, '2026-02-28T12:00:00.000Z'],
  [{ duration: '0 minutes' }, '2026-01-31T12:00:00.000Z'],
  [{ until: '2026-12-01' }, '2026-12-01T00:00:00.000Z'],
  [{ until: '20240408T080910.123' }, '2024-04-08T08:09:10.123Z'],
  [{ until: '2026-12-01', duration: 'duration' }, '2026-12-01T00:00:00.000Z'],
  [{ duration: '10 years' }, '2036-01-31T12:00:00.000Z'],
])('A-20 T-12 wakeTime: %j', (fields, wake) => {
  expect(wakeTime(fields, AT)).toBe(Date.parse(wake));
});

test.each([
  [{ until: '2026-12-01T09:00', timezone: 'Europe/Oslo' }, '2026-12-01T08:00:00.000Z'],
  [{ until: '2026-12-01', timezone: 'UTC+4' }, '2026-11-30T20:00:00.000Z'],
  [{ until: '2026-12-01T09:00Z', timezone: 'Europe/Oslo' }, '2026-12-01T09:00:00.000Z'],
  [{ until: '2026-12-01T09:00-05:00', timezone: 'nowhere' }, '2026-12-01T14:00:00.000Z'],
  [{ duration: '2 hours', timezone: 'nowhere' }, '2026-01-31T14:00:00.000Z'],
])('T-10 T-32 wakeTime: %j', (fields, wake) => {
  expect(wakeTime(fields, AT)).toBe(Date.parse(wake));
});

test('T-10 wakeTime: an unknown zone is a problem, which does not quote it', () => {
  expect(wakeTime({ until: '2026-12-01', timezone: 'Mars/Olympus' }, AT)).toEqual({
    problem: 'timezone: must be a time zone such as "Europe/Oslo" or "UTC+4"',
  });
});

test.each([
  [{}, 'delay needs duration or until'],
  [{ duration: 'soon' }, 'duration: must be a duration such as "2 hours" or "PT2H"'],
  [{ until: 'soon', duration: '2 hours' }, 'until: must be an ISO 8601 date or time'],
])('A-20 T-06 wakeTime: %j is a problem', (fields, problem) => {
  expect(wakeTime(fields, AT)).toEqual({ problem });
});

test.each([
  [{ duration: '10 years 1 second' }, 'duration: is more than 10 years away'],
  [{ duration: '99999999999999999999 years' }, 'duration: is more than 10 years away'],
  [{ until: '2036-02-01' }, 'until: is more than 10 years away'],
])('T-40 wakeTime: %j is too far away', (fields, problem) => {
  expect(wakeTime(fields, AT)).toEqual({ problem });
});

test.each([
  [{ until: 'refs.data.when' }],
  [{ until: { $ref: 'data.when' } }],
  [{ until: `\${data.when}` }],
  [{ until: `2026-12-0\${data.day}T09:00:00Z` }],
  [{ duration: 'refs.data.wait' }],
  [{ until: '2026-12-01T10:00', timezone: 'refs.data.zone' }],
  [{ until: '2026-12-01T09:00', timezone: 'refs.data.missing' }],
])('T-13 wakeTime: references are resolved first: %j', (fields) => {
  const step: ActionStep = { id: 'step-0', action: 'delay', fields, ahead: { templates: [], users: [] } };
  const data = { when: '2026-12-01T09:00:00Z', day: 1, wait: '7293 hours', zone: 'Europe/Oslo' };
  const prepared = prepareStep(step, { data, profile: {}, refs: {} });
  expect(prepared.kind === 'ready' && prepared.action === 'delay' && wakeTime(prepared.fields, AT)).toBe(
    Date.parse('2026-12-01T09:00:00Z'),
  );
});
