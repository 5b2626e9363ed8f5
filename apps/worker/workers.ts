import { type NativeConnection, Worker, type WorkerOptions } from '@temporalio/worker';

import type { Activities } from '../../activities/create-activities.ts';
import { taskQueues } from '../../workflows/contracts/task-queues.ts';
import { withHeartbeat } from './heartbeat.ts';

/** Runs in sleep cost memory only while cached; the rest is read from their short histories again. */
const MAX_CACHED_WORKFLOWS = 200;
/** Shorter than the time in which all of `npm start` stops: a call still open then is aborted, not cut off. */
const SHUTDOWN_GRACE_TIME = '25s';

/** One worker for the runs and their local activities, one for provider calls, on queues of their own. */
export async function createWorkers(
  connection: NativeConnection,
  namespace: string,
  activities: Activities,
  workflows: Pick<WorkerOptions, 'workflowBundle' | 'workflowsPath'>,
): Promise<Worker[]> {
  const { deliver, ...local } = activities;
  const shared = { connection, namespace, shutdownGraceTime: SHUTDOWN_GRACE_TIME };
  return Promise.all([
    Worker.create({
      ...shared,
      ...workflows,
      taskQueue: taskQueues.runs,
      activities: local,
      maxCachedWorkflows: MAX_CACHED_WORKFLOWS,
    }),
    Worker.create({ ...shared, taskQueue: taskQueues.deliver, activities: { deliver: withHeartbeat(deliver) } }),
  ]);
}
