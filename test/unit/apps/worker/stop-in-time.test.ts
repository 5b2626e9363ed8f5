import { expect, it, vi } from 'vitest';

import { stopInTime } from '../../../../apps/worker/stop-in-time.ts';

it('row 17 stop in time: lists begin no calls after 10 s, and the process ends before 30 s', () => {
  vi.useFakeTimers();
  const leaving = new AbortController();
  let isLate = false;
  stopInTime(leaving, () => {
    isLate = true;
  });
  vi.advanceTimersByTime(9_999);
  expect(leaving.signal.aborted).toBe(false);
  vi.advanceTimersByTime(1);
  expect([leaving.signal.aborted, isLate]).toEqual([true, false]);
  vi.advanceTimersByTime(19_000);
  expect(isLate).toBe(true);
  vi.useRealTimers();
});
