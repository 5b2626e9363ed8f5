import { type NativeConnection, Worker, type WorkerOptions } from '@temporalio/worker';

import type { Activities } from '../../activities/create-activities.ts';
import { taskQueues } from '../../workflows/contracts/task-queues.ts';
import { withHeartbeat } from './heartbeat.ts';

/** Runs in sleep cost memory only while cached; the rest is read from their short histories again. */
const MOST_CACHED_WORKFLOWS = 200;
/** Shorter than the time in which all of `npm start` stops: a call still open then is aborted, not cut off. */
export const SHUTDOWN_GRACE_TIME = '25s';

/**
 * Slots of the workers. Each of the first three kinds may want a connection at once; a fetch waits for others, and needs one
 * briefly.
 */
const LOCAL_SLOTS = 20;
/** Twice as many as may wait for a rate limit: activities/deliver/paced-calls.ts */
const DELIVER_SLOTS = 40;
const LIST_SLOTS = 4;
const FETCH_SLOTS = 40;
/** With a few for fetches and for the reconciler. */
export const POOL_SIZE = LOCAL_SLOTS + DELIVER_SLOTS + LIST_SLOTS + 8;

/** Shorter than a local activity may take: what one gave up on is not carried out behind its back. */
export const STATEMENT_TIMEOUT_MS = 4_000;

/**
 * One worker for the runs and their local activities, one each for provider calls, pages of lists and
 * fetches, on queues of their own.
 */
export async function createWorkers(
  connection: NativeConnection,
  namespace: string,
  activities: Activities,
  workflows: Pick<WorkerOptions, 'workflowBundle' | 'workflowsPath' | 'bundlerOptions'>,
): Promise<Worker[]> {
  const { deliver, deliverMessage, sendPage, fetch, ...local } = activities;
  const shared = { connection, namespace, shutdownGraceTime: SHUTDOWN_GRACE_TIME };
  return Promise.all([
    Worker.create({
      ...shared,
      ...workflows,
      taskQueue: taskQueues.runs,
      activities: local,
      maxCachedWorkflows: MOST_CACHED_WORKFLOWS,
      maxConcurrentLocalActivityExecutions: LOCAL_SLOTS,
    }),
    Worker.create({
      ...shared,
      taskQueue: taskQueues.deliver,
      activities: { deliver: withHeartbeat(deliver), deliverMessage: withHeartbeat(deliverMessage) },
      maxConcurrentActivityTaskExecutions: DELIVER_SLOTS,
    }),
    Worker.create({
      ...shared,
      taskQueue: taskQueues.lists,
      activities: { sendPage: withHeartbeat(sendPage) },
      maxConcurrentActivityTaskExecutions: LIST_SLOTS,
    }),
    Worker.create({
      ...shared,
      taskQueue: taskQueues.fetch,
      activities: { fetch },
      maxConcurrentActivityTaskExecutions: FETCH_SLOTS,
    }),
  ]);
}
