import { describe, expect, it } from 'vitest';

import { delay } from '../../../../language/actions/delay.ts';
import type { JsonObject } from '../../../../language/json/json.ts';

const AT = Date.parse('2026-01-31T12:00:00Z');

describe('action delay', () => {
  it.each<JsonObject>([
    { duration: '2 hours' },
    { until: '20240408T080910.123' },
    { until: '2026-12-01', duration: 'duration' },
    { duration: { $ref: 'data.wait' } },
    { until: 'refs.data.when' },
    { until: '2026-12-01T09:00', timezone: 'Europe/Oslo' },
    { until: '2026-12-01T09:00', timezone: 'refs.data.zone' },
    { until: 'refs.data.when', timezone: 'UTC+4' },
    { until: '2026-12-01T09:00Z', timezone: 'ignored' },
    { duration: '2 hours', timezone: 'ignored' },
    {},
  ])('A-20 delay: %j is accepted at invoke', (fields) => {
    expect(delay.check(fields, AT)).toEqual([]);
  });

  it.each([
    [{ duration: 'soon' }, 'duration', 'must be a duration such as "2 hours" or "PT2H"'],
    [{ until: 'soon', duration: '2 hours' }, 'until', 'must be an ISO 8601 date or time'],
    [{ duration: '11 years' }, 'duration', 'is more than 10 years away'],
    [{ until: 'soon', timezone: 'refs.data.zone' }, 'until', 'must be an ISO 8601 date or time'],
  ])('A-20 T-06 delay: %j is refused at invoke, naming the field', (fields, path, message) => {
    expect(delay.check(fields, AT)).toEqual([{ path, message }]);
  });

  it.each<JsonObject>([
    { until: '2026-12-01T09:00', timezone: 'Mars/Olympus' },
    { until: '2026-12-01', duration: '2 hours', timezone: '' },
    { until: 'refs.data.when', timezone: 'Mars/Olympus' },
  ])('T-10 delay: an unknown zone is refused at invoke: %j', (fields) => {
    expect(delay.check(fields, AT)).toEqual([
      { path: 'timezone', message: 'must be a time zone such as "Europe/Oslo" or "UTC+4"' },
    ]);
  });

  it.each<[JsonObject, string | undefined]>([
    [{ duration: '2 hours' }, '2 hours'],
    [{ until: '2026-12-01', duration: '2 hours' }, '2026-12-01'],
    [{ duration: { $ref: 'data.wait' } }, undefined],
    [{ until: 'refs.data.when' }, undefined],
    [{ until: { $ref: 'data.when' }, duration: '2 hours' }, undefined],
    [{ until: `in \${data.days} days`, duration: '2 hours' }, undefined],
    [{}, undefined],
  ])('J-43 delay: %j is told to onlookers as %s, data never', (fields, label) => {
    expect(delay.label(fields)).toBe(label);
  });
});
