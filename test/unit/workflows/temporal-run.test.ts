import { ActivityFailure, ApplicationFailure, CancelledFailure, RetryState } from '@temporalio/common';
import { ContinueAsNew } from '@temporalio/workflow';
import { describe, expect, it } from 'vitest';

import { RunCanceled } from '../../../workflows/run-canceled.ts';
import { TemporalRun } from '../../../workflows/temporal-run.ts';

const run = new TemporalRun('1-65f240a0-47a6a120c8374de9bcf9f22c', { v: 1, steps: [{ action: 'send' }] });

function activityFailure(cause?: Error): ActivityFailure {
  return new ActivityFailure('Activity task failed', 'deliver', '1', RetryState.NON_RETRYABLE_FAILURE, 'worker', cause);
}

describe('temporal run', () => {
  it('F-11 J-65 temporal run: once canceled it begins no step and no wait', async () => {
    const canceled = new TemporalRun('1-65f240a0-47a6a120c8374de9bcf9f22c', { v: 1, steps: [{ action: 'send' }] });
    canceled.cancel();
    await expect(canceled.perform(0)).rejects.toBeInstanceOf(RunCanceled);
    await expect(canceled.deliver(0)).rejects.toBeInstanceOf(RunCanceled);
    await expect(canceled.fetch(0)).rejects.toBeInstanceOf(RunCanceled);
    await expect(canceled.sleepUntil(0, Date.now() + 1_000)).rejects.toBeInstanceOf(RunCanceled);
    expect(canceled.progress.lines).toEqual(['1 · send · to come']);
  });

  it('F-08 temporal run: the reason of a failed activity is what the activity said', () => {
    const cause = ApplicationFailure.nonRetryable('internal error (TypeError)');
    expect(run.reasonOf(activityFailure(cause))).toBe('internal error (TypeError)');
    expect(run.reasonOf(cause)).toBe('internal error (TypeError)');
    expect(run.reasonOf(activityFailure())).toBe('Activity task failed');
  });

  it('row 5 temporal run: a bug of the workflow is a failed step, whose reason quotes nothing', () => {
    expect(run.reasonOf(new TypeError('ada@example.com is not a function'))).toBe('internal error (TypeError)');
    expect(run.reasonOf('ada@example.com')).toBe('internal error (string)');
  });

  it.each([
    ['a run that was canceled', new RunCanceled()],
    ['a cancelation', new CancelledFailure('canceled')],
    ['an activity that was canceled', activityFailure(new CancelledFailure('canceled'))],
    ['a workflow that goes on as another', new ContinueAsNew({})],
  ])('F-11 temporal run: %s is no reason of a step, and thrown on', (_what, error) => {
    expect(() => run.reasonOf(error)).toThrow(error);
  });
});
