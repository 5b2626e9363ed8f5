import type { Client, WorkflowHandle } from '@temporalio/client';

import type { Cost } from '../../../simulation/timeline/timeline.ts';

type History = Awaited<ReturnType<WorkflowHandle['fetchHistory']>>;

/** What a run left in Temporal: events of its own history, and actions by the rules of billing, of its children too. */
export async function historyCost(client: Client, workflowId: string): Promise<Cost> {
  const { events } = await client.workflow.getHandle(workflowId).fetchHistory();
  const started = (events ?? []).flatMap(({ childWorkflowExecutionStartedEventAttributes: child }) => child ?? []);
  const children = started.map(({ workflowExecution }) => historyCost(client, workflowExecution?.workflowId ?? ''));
  const costs = await Promise.all(children);
  return {
    events: events?.length ?? 0,
    actions: costs.reduce((sum, { actions }) => sum + actions, actionsOf({ events })),
  };
}

/** Those of one history: a start, signals, activities, timers and starts of children each; local activities once a workflow task. */
export function actionsOf({ events }: History): number {
  const tasks = new Set<string>();
  let actions = 1;
  for (const event of events ?? []) {
    const { markerRecordedEventAttributes: marker } = event;
    if (marker) tasks.add(String(marker.workflowTaskCompletedEventId));
    const isAction =
      event.workflowExecutionSignaledEventAttributes ??
      event.activityTaskScheduledEventAttributes ??
      event.timerStartedEventAttributes ??
      event.startChildWorkflowExecutionInitiatedEventAttributes;
    if (isAction) actions += 1;
  }
  return actions + tasks.size;
}
