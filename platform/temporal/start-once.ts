import { type Client, WorkflowExecutionAlreadyStartedError, type WorkflowStartOptions } from '@temporalio/client';

import { taskQueues } from '../../workflows/contracts/task-queues.ts';
import type { workflowStarts } from '../../workflows/contracts/workflow-starts.ts';

type Start = (typeof workflowStarts)[keyof typeof workflowStarts];

/** Starts a workflow of ours. False when there is one of that id already; rejects when Temporal did not take the start. */
export async function startOnce(
  client: Client,
  { type, ...always }: Start,
  options: Omit<WorkflowStartOptions, 'taskQueue'>,
): Promise<boolean> {
  try {
    await client.workflow.start(type, { ...always, ...options, taskQueue: taskQueues.runs });
    return true;
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return false;
    throw error;
  }
}
