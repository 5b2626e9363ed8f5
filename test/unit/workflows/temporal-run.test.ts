import { expect, test } from 'vitest';

import { RunCanceled } from '../../../workflows/run-canceled.ts';
import { TemporalRun } from '../../../workflows/temporal-run.ts';

test('F-11 J-65 temporal run: once canceled it begins no step and no wait', async () => {
  const canceled = new TemporalRun('1-65f240a0-47a6a120c8374de9bcf9f22c', { v: 1, steps: [{ action: 'send' }] });
  canceled.cancel();
  await expect(canceled.perform(0)).rejects.toBeInstanceOf(RunCanceled);
  await expect(canceled.deliver(0)).rejects.toBeInstanceOf(RunCanceled);
  await expect(canceled.fetch(0)).rejects.toBeInstanceOf(RunCanceled);
  await expect(canceled.sleepUntil(0, Date.now() + 1_000)).rejects.toBeInstanceOf(RunCanceled);
  expect(canceled.progress.lines).toEqual(['1 · send · to come']);
});
