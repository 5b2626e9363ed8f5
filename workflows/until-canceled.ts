import { CancellationScope, CancelledFailure, setHandler } from '@temporalio/workflow';

import { cancelSignal } from './contracts/signals.ts';
import { RunCanceled } from './run-canceled.ts';
import type { TemporalRun } from './temporal-run.ts';

/**
 * Carries a run out to its end, or until it is canceled: by our signal, or in Temporal's UI or CLI. Of either the run knows a
 * {@link RunCanceled}; an activity under way is never cut off, since its outcome would be lost. F-11, J-65
 */
export function untilCanceled(run: TemporalRun, carryOut: () => Promise<void>): Promise<void> {
  const root = CancellationScope.current();
  setHandler(cancelSignal, () => run.cancel());
  root.cancelRequested.catch(() => run.cancel());
  return CancellationScope.nonCancellable(() =>
    carryOut().catch(async (error) => {
      if (!(error instanceof RunCanceled)) throw error;
      // After our signal the workflow completes, and its result says what was canceled: Temporal knows as Canceled only what
      // it was itself asked to cancel, and Failed would call for somebody to look into it.
      if (!root.consideredCancelled) return;
      await run.recordCancel();
      throw new CancelledFailure('canceled in Temporal');
    }),
  );
}
