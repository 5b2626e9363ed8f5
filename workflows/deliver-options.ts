import type { ActivityOptions } from '@temporalio/workflow';

import { taskQueues } from './contracts/task-queues.ts';

/** Infrastructure is tried again without limit; what a provider answers never by Temporal (docs/adr/0004). */
export const deliverOptions = {
  taskQueue: taskQueues.deliver,
  startToCloseTimeout: '60s',
  heartbeatTimeout: '10s',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '60s' },
} satisfies ActivityOptions;
