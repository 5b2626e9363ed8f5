import {
  CancellationScope,
  CancelledFailure,
  proxyActivities,
  proxyLocalActivities,
  setCurrentDetails,
  setHandler,
  sleep,
  workflowInfo,
} from '@temporalio/workflow';

import { cancelSignal } from '../../../workflows/contracts/signals.ts';
import type { DeliverActivities, StepActivities } from '../../../workflows/contracts/step-activities.ts';
import { deliverOptions } from '../../../workflows/deliver-options.ts';

const { perform, cancel: recordCancel } = proxyLocalActivities<StepActivities>({ startToCloseTimeout: '5s' });
const { deliver } = proxyActivities<DeliverActivities>(deliverOptions);

/**
 * The hand-written workflow with what ours promises besides: it is told of in the UI, and it can be canceled, by the signal and in
 * Temporal, where only the wait is cut off and an activity goes on to its end.
 */
export async function cancelable(): Promise<void> {
  const { workflowId: runId } = workflowInfo();
  const root = CancellationScope.current();
  let isCanceled = false;
  let wait: CancellationScope | undefined;
  const cancel = () => {
    isCanceled = true;
    wait?.cancel();
  };
  setHandler(cancelSignal, cancel);
  root.cancelRequested.catch(cancel);
  await CancellationScope.nonCancellable(async () => {
    setCurrentDetails('sends');
    await deliver.executeWithOptions({ summary: '1 · send' }, [{ runId, order: 0, at: Date.now() }]);
    if (isCanceled) return;
    const delay = await perform.executeWithOptions({ summary: '2 · delay' }, [{ runId, order: 1, at: Date.now() }]);
    if (delay.kind === 'waits' && !isCanceled) {
      const { until } = delay;
      setCurrentDetails('waits');
      wait = new CancellationScope();
      const asleep = wait.run(() => sleep(until - Date.now(), { summary: '2 · delay' }));
      await asleep.catch(() => undefined);
    }
    if (isCanceled) return;
    setCurrentDetails('sends again');
    await deliver.executeWithOptions({ summary: '3 · send' }, [{ runId, order: 2, at: Date.now() }]);
  });
  if (!root.consideredCancelled) return;
  await CancellationScope.nonCancellable(() => recordCancel({ runId, at: Date.now() }));
  throw new CancelledFailure('canceled in Temporal');
}
