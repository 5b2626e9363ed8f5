import type { Client } from '@temporalio/client';

/** How many workflow tasks of a run failed; none ever may, since Temporal would repeat them for good. */
export async function failedWorkflowTasks({ workflow }: Client, runId: string): Promise<number> {
  const { events } = await workflow.getHandle(runId).fetchHistory();
  return (events ?? []).filter((event) => event.workflowTaskFailedEventAttributes).length;
}
