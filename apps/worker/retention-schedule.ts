import { setTimeout as pause } from 'node:timers/promises';

import { type Client, ScheduleAlreadyRunning } from '@temporalio/client';

import { taskQueues } from '../../workflows/contracts/task-queues.ts';

/** Also the beginning of its workflows' ids. One of this name stays as it is: an operator may have paused or moved it. */
export const SCHEDULE_ID = 'angarium-retention';

const AGAIN_MS = 30_000;

interface ScheduleOptions {
  client: Pick<Client, 'schedule'>;
  onError: (error: Error) => void;
  /** How long to wait before asking again, in milliseconds. */
  againMs?: number;
}

/** Makes sure of the schedule that starts the retention every night, until Temporal has taken it, or until the signal. J-51 */
export async function ensureRetentionSchedule(options: ScheduleOptions, signal: AbortSignal): Promise<void> {
  const { client, onError, againMs = AGAIN_MS } = options;
  while (!signal.aborted) {
    try {
      return await create(client);
    } catch (error) {
      onError(error as Error);
    }
    await pause(againMs, undefined, { signal }).catch(() => {});
  }
}

async function create({ schedule }: Pick<Client, 'schedule'>): Promise<void> {
  try {
    await schedule.create({
      scheduleId: SCHEDULE_ID,
      spec: { calendars: [{ hour: 3, minute: 30 }] },
      action: { type: 'startWorkflow', workflowType: 'retention', taskQueue: taskQueues.runs, workflowId: SCHEDULE_ID },
      policies: { overlap: 'SKIP', catchupWindow: '1 day' },
      memo: { note: 'deletes runs that ended and are older than 95 days' },
    });
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
  }
}
