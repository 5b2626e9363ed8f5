import { proxyActivities, setCurrentDetails, sleep, workflowInfo } from '@temporalio/workflow';

import type { DeliverActivities, MessageOutcome } from './contracts/step-activities.ts';
import { deliverOptions } from './deliver-options.ts';
import { readableInstant } from './progress.ts';

const { deliverMessage } = proxyActivities<DeliverActivities>(deliverOptions);

/** A message that its step left waiting, until nothing more will be tried. Its workflow id is the message id. §11.4 */
export async function message(first: { until: number }): Promise<void> {
  const { workflowId: messageId } = workflowInfo();
  let outcome: MessageOutcome = { kind: 'waits', ...first };
  while (outcome.kind === 'waits') {
    const wakes = `goes on ${readableInstant(outcome.until)}`;
    setCurrentDetails(wakes);
    const wait = outcome.until - Date.now();
    if (wait > 0) await sleep(wait, { summary: wakes });
    outcome = await deliverMessage({ messageId, at: Date.now() });
  }
  setCurrentDetails('ended');
}
