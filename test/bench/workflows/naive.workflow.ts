import { proxyActivities, workflowInfo } from '@temporalio/workflow';

import type { AnchorActivities } from './anchor-activities.ts';

const { part, send } = proxyActivities<AnchorActivities>({
  startToCloseTimeout: '10s',
  retry: { initialInterval: '200ms' },
});

/** One message with an activity for each part of the work, as it is often begun: each part is one statement. */
export async function naive(): Promise<void> {
  const { workflowId } = workflowInfo();
  await part(workflowId, 'load the definition');
  await part(workflowId, 'mark as started');
  await part(workflowId, 'load the profile');
  await part(workflowId, 'render');
  await part(workflowId, 'choose a provider');
  await send(workflowId);
  await part(workflowId, 'record the message');
  await part(workflowId, 'mark the step');
  await part(workflowId, 'mark as finished');
}
