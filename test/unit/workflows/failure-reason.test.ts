import { ActivityFailure, ApplicationFailure, CancelledFailure, RetryState } from '@temporalio/common';
import { ContinueAsNew } from '@temporalio/workflow';
import { describe, expect, it } from 'vitest';

import { failureReason } from '../../../workflows/failure-reason.ts';
import { RunCanceled } from '../../../workflows/run-canceled.ts';

function activityFailure(cause?: Error): ActivityFailure {
  return new ActivityFailure('Activity task failed', 'deliver', '1', RetryState.NON_RETRYABLE_FAILURE, 'worker', cause);
}

describe('failure reason', () => {
  it('F-08 failure reason: that of a failed activity is what the activity said', () => {
    const cause = ApplicationFailure.nonRetryable('internal error (TypeError)');
    expect(failureReason(activityFailure(cause))).toBe('internal error (TypeError)');
    expect(failureReason(cause)).toBe('internal error (TypeError)');
    expect(failureReason(activityFailure())).toBe('Activity task failed');
  });

  it('row 5 failure reason: a bug of the workflow is a failed step, whose reason quotes nothing', () => {
    expect(failureReason(new TypeError('ada@example.com is not a function'))).toBe('internal error (TypeError)');
    expect(failureReason('ada@example.com')).toBe('internal error (string)');
  });

  it.each([
    ['a run that was canceled', new RunCanceled()],
    ['a cancelation', new CancelledFailure('canceled')],
    ['an activity that was canceled', activityFailure(new CancelledFailure('canceled'))],
    ['a workflow that goes on as another', new ContinueAsNew({})],
  ])('F-11 failure reason: %s is no reason of a step, and thrown on', (_what, error) => {
    expect(() => failureReason(error)).toThrow(error);
  });
});
