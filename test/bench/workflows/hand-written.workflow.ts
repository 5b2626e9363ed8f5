import { proxyActivities, proxyLocalActivities, sleep, workflowInfo } from '@temporalio/workflow';

import type { DeliverActivities, StepActivities } from '../../../workflows/contracts/step-activities.ts';
import { deliverOptions } from '../../../workflows/deliver-options.ts';

const { perform } = proxyLocalActivities<StepActivities>({ startToCloseTimeout: '5s' });
const { deliver } = proxyActivities<DeliverActivities>(deliverOptions);

/** What someone writes who needs send – delay – send, just this once: the same commands, no interpreter. */
export async function handWritten(): Promise<void> {
  const { workflowId: runId } = workflowInfo();
  await deliver({ runId, order: 0, at: Date.now() });
  const delay = await perform({ runId, order: 1, at: Date.now() });
  if (delay.kind === 'waits') await sleep(delay.until - Date.now());
  await deliver({ runId, order: 2, at: Date.now() });
}
