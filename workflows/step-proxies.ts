import { proxyActivities, proxyLocalActivities } from '@temporalio/workflow';

import type { DeliverActivities, FetchActivities, StepActivities } from './contracts/step-activities.ts';
import { taskQueues } from './contracts/task-queues.ts';
import { deliverOptions } from './deliver-options.ts';

/** Retries that wait longer than the threshold are timers: an outage of the database then costs a run few events. */
export const { perform, fail, finish, cancel } = proxyLocalActivities<StepActivities>({
  startToCloseTimeout: '5s',
  localRetryThreshold: '5s',
  retry: { initialInterval: '200ms', backoffCoefficient: 2, maximumInterval: '60s' },
});

export const { deliver } = proxyActivities<DeliverActivities>(deliverOptions);

/** How often a server is asked again is the activity's to say (N-37); what is retried here is our own infrastructure. */
export const { fetch } = proxyActivities<FetchActivities>({
  taskQueue: taskQueues.fetch,
  startToCloseTimeout: '30s',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '60s' },
});
