import { randomUUID } from 'node:crypto';

import type { Client } from '@temporalio/client';
import { type NativeConnection, Worker } from '@temporalio/worker';

import { skeletonOf } from '../../../language/compile/skeleton.ts';
import type { Outcome, StepCall } from '../../../workflows/contracts/step-activities.ts';
import { taskQueues } from '../../../workflows/contracts/task-queues.ts';
import { bundledWorkflows } from '../bundled-workflows.ts';
import { journeyPlan, TRIGGER } from './journey-plan.ts';

/** Where the batch stands in the journey. */
export const BATCH = 1;

/** A connection to Temporal, and a client in the namespace that is meant. */
interface Temporal {
  connection: NativeConnection;
  client: Client;
}

/** What a batch is told; `calls` counts those of its run from 1. */
export type Gather = (call: StepCall, calls: number) => Promise<Outcome>;

/** Journeys of one batch each, that is told call by call what it would be told by a thousand runs that come to it. Stop it. */
export async function startGathering({ connection, client }: Temporal) {
  const runs = new Map<string, { gather: Gather; calls: number }>();
  const perform = async (call: StepCall): Promise<Outcome> => {
    const run = runs.get(call.runId);
    if (!run || call.order !== BATCH) return { kind: call.order < BATCH ? 'processed' : 'ends' };
    run.calls += 1;
    return run.gather(call, run.calls);
  };
  const { namespace } = client.options;
  const taskQueue = taskQueues.runs;
  const worker = await Worker.create({
    ...bundledWorkflows(),
    connection,
    namespace,
    taskQueue,
    activities: { perform },
  });
  const running = worker.run();
  return {
    /** Carries out a run; gives its id, the workflow's result and the number of calls. */
    carryOut: async (gather: Gather) => {
      const workflowId = randomUUID();
      runs.set(workflowId, { gather, calls: 0 });
      const options = { taskQueue, workflowId, args: [skeletonOfBatch()] };
      const lines: string[] = await client.workflow.execute('journey', options);
      return { workflowId, lines, calls: runs.get(workflowId)?.calls };
    },
    stop: async () => {
      worker.shutdown();
      await running;
    },
  };
}

function skeletonOfBatch() {
  const retain = { type: 'first', count: 1 };
  const batch = { type: 'batch', scope: 'user', wait_period: 'PT1M', max_wait_period: 'P1D', retain };
  return skeletonOf(journeyPlan([TRIGGER, batch, { type: 'exit' }]));
}

/** The histories of a run, the oldest first: that of its first workflow, and of each that went on in its place. */
export async function historiesOf({ workflow }: Client, workflowId: string) {
  const histories = [];
  for (let runId = await firstRunOf({ workflow } as Client, workflowId); runId; ) {
    const history = await workflow.getHandle(workflowId, runId).fetchHistory();
    histories.push(history);
    runId = history.events?.at(-1)?.workflowExecutionContinuedAsNewEventAttributes?.newExecutionRunId ?? '';
  }
  return histories;
}

async function firstRunOf({ workflow }: Client, workflowId: string): Promise<string> {
  const { events } = await workflow.getHandle(workflowId).fetchHistory();
  return events?.[0]?.workflowExecutionStartedEventAttributes?.firstExecutionRunId ?? '';
}
