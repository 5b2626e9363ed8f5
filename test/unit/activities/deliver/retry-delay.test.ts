import { describe, expect, it } from 'vitest';

import { retryDelay } from '../../../../activities/deliver/retry-delay.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;

/** When a delivery is tried whose calls take no time, counted from the first. */
function attempts(): number[] {
  const times: number[] = [0];
  for (let delay = retryDelay(0); delay !== undefined; delay = retryDelay(times.at(-1) ?? 0))
    times.push((times.at(-1) ?? 0) + delay);
  return times;
}

describe('retry delay', () => {
  it('F-13 retry delay: it doubles from 5 seconds up to 15 minutes', () => {
    const times = attempts();
    const delays = times.slice(1, 12).map((time, index) => time - (times[index] ?? 0));
    expect(delays.map((ms) => ms / SECOND)).toEqual([5, 10, 20, 40, 80, 160, 320, 640, 900, 900, 900]);
  });

  it('F-13 retry delay: attempts go on for a day, and then end', () => {
    const last = attempts().at(-1) ?? 0;
    expect(last).toBeGreaterThan(DAY - 15 * MINUTE);
    expect(last).toBeLessThanOrEqual(DAY);
  });

  it('F-13 retry delay: a provider may ask for a longer one, never for a shorter, and not for more than the day', () => {
    expect(retryDelay(0, MINUTE)).toBe(MINUTE);
    expect(retryDelay(35 * SECOND, SECOND)).toBe(40 * SECOND);
    expect(retryDelay(DAY - 20 * MINUTE, 21 * MINUTE)).toBeUndefined();
    expect(retryDelay(0, DAY + 1)).toBeUndefined();
  });
});
