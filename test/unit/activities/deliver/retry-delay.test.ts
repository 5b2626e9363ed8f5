import { describe, expect, it } from 'vitest';

import { retryDelay } from '../../../../activities/deliver/retry-delay.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

describe('retry delay', () => {
  it.each([
    [1, 5_000],
    [2, 10_000],
    [3, 20_000],
    [8, 640_000],
    [9, 15 * MINUTE],
    [10, 15 * MINUTE],
    [105, 15 * MINUTE],
  ])('F-13 retry delay: after attempt %i it is %i ms', (attempt, ms) => {
    expect(retryDelay(attempt)).toBe(ms);
  });

  it('F-13 retry delay: attempts go on for a day, and then end', () => {
    const delays: number[] = [];
    for (let delay = retryDelay(1); delay !== undefined; delay = retryDelay(delays.length + 1)) delays.push(delay);
    const total = delays.reduce((sum, delay) => sum + delay, 0);
    expect(delays.length).toBe(105);
    expect(total).toBeGreaterThanOrEqual(DAY);
    expect(total).toBeLessThan(DAY + 60 * MINUTE);
  });

  it('F-13 retry delay: a provider may ask for a longer one, never for a shorter', () => {
    expect(retryDelay(1, MINUTE)).toBe(MINUTE);
    expect(retryDelay(4, 1_000)).toBe(40_000);
    expect(retryDelay(106, MINUTE)).toBeUndefined();
  });
});
