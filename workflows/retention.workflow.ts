import { proxyActivities } from '@temporalio/workflow';

import { taskQueues } from './contracts/task-queues.ts';
import type { UpkeepActivities } from './contracts/upkeep-activities.ts';

const { forgetOldRuns } = proxyActivities<UpkeepActivities>({
  taskQueue: taskQueues.upkeep,
  startToCloseTimeout: '6 hours',
  heartbeatTimeout: '30s',
  retry: { initialInterval: '10s', backoffCoefficient: 2, maximumInterval: '10 minutes' },
});

/** Deletes runs that are past their time; a schedule starts it every day. Gives how many rows went. J-51 */
export async function retention(): Promise<number> {
  return forgetOldRuns();
}
