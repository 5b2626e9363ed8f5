import { type NativeConnection, Worker } from '@temporalio/worker';

import { taskQueues } from '../../workflows/contracts/task-queues.ts';
import type { UpkeepActivities } from '../../workflows/contracts/upkeep-activities.ts';
import { SHUTDOWN_GRACE_TIME } from './workers.ts';

/** One worker for what is done about every day, one thing at a time, so that it never holds up a run. */
export function createUpkeepWorker(
  connection: NativeConnection,
  namespace: string,
  activities: UpkeepActivities,
): Promise<Worker> {
  return Worker.create({
    connection,
    namespace,
    taskQueue: taskQueues.upkeep,
    activities,
    maxConcurrentActivityTaskExecutions: 1,
    shutdownGraceTime: SHUTDOWN_GRACE_TIME,
  });
}
