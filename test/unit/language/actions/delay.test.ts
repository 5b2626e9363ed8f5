import { describe, expect, it } from 'vitest';

import { delay } from '../../../../language/actions/delay.ts';
import type { JsonObject } from '../../../../language/json.ts';

const AT = Date.parse('2026-01-31T12:00:00Z');

describe('action delay', () => {
  it.each<JsonObject>([
    { duration: '2 hours' },
    { until: '20240408T080910.123' },
    { until: '2026-12-01', duration: 'duration' },
    { duration: { $ref: 'data.wait' } },
    { until: 'refs.data.when' },
    {},
  ])('A-20 delay: %j is accepted at invoke', (fields) => {
    expect(delay.check(fields, AT)).toEqual([]);
  });

  it.each([
    [{ duration: 'soon' }, 'duration', 'must be a duration such as "2 hours" or "PT2H"'],
    [{ until: 'soon', duration: '2 hours' }, 'until', 'must be an ISO 8601 date or time'],
    [{ duration: '11 years' }, 'duration', 'is more than 10 years away'],
  ])('A-20 T-06 delay: %j is refused at invoke, naming the field', (fields, path, message) => {
    expect(delay.check(fields, AT)).toEqual([{ path, message }]);
  });

  it('A-20 delay: needs nothing loaded ahead', () => {
    expect(delay.ahead()).toEqual({ templates: [], users: [] });
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
