import { setTimeout as pause } from 'node:timers/promises';

import { type Client, WorkflowExecutionAlreadyStartedError } from '@temporalio/client';

import type { DueListSend, ListSendChecks } from '../../platform/database/lists/list-send-checks.ts';
import { againIdOf } from '../../workflows/contracts/list-send-ids.ts';
import { taskQueues } from '../../workflows/contracts/task-queues.ts';

const AT_ONCE = 100;
const PAUSE_MS = 5_000;

interface Recovery {
  checks: Pick<ListSendChecks, 'take'>;
  client: Client;
  onError: (error: Error) => void;
}

/** Starts the workflows of sends to lists that wait for another try and have none, until the signal; an outage only delays it. */
export async function recoverListSends({ checks, client, onError }: Recovery, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const found = await recoverDue({ checks, client }).catch((error: Error) => {
      onError(error);
      return 0;
    });
    if (found < AT_ONCE) await pause(PAUSE_MS, undefined, { signal }).catch(() => {});
  }
}

/** One page of them; how many there were. */
export async function recoverDue({ checks, client }: Pick<Recovery, 'checks' | 'client'>): Promise<number> {
  const due = await checks.take(AT_ONCE);
  for (const send of due) await start(client, send);
  return due.length;
}

async function start(client: Client, { run_id: runId, step_order: order, message_id }: DueListSend): Promise<void> {
  try {
    await client.workflow.start('listSend', {
      workflowId: againIdOf(message_id),
      taskQueue: taskQueues.runs,
      args: [{ runId, order, resumesInMs: 0 }],
      workflowIdReusePolicy: 'ALLOW_DUPLICATE',
      staticSummary: 'a send to a list that waits',
    });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}
