import { CancellationScope, continueAsNew, proxyActivities, sleep, workflowInfo } from '@temporalio/workflow';

import type { ListActivities, ListSendEnd } from './contracts/step-activities.ts';
import { taskQueues } from './contracts/task-queues.ts';

const { sendPage } = proxyActivities<ListActivities>({
  taskQueue: taskQueues.lists,
  startToCloseTimeout: '10 minutes',
  heartbeatTimeout: '10s',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '60s' },
});

export interface ListSendInput {
  runId: string;
  order: number;
  /** Everyone has been tried once: first waits so long, in milliseconds, and then stays until nothing is left to try. */
  resumesInMs?: number;
}

/**
 * Sends to a list page by page. Where it is, only our database knows, since a place in a list is somebody's id.
 * The first time it ends once everyone has been tried. Of a cancel it knows by the page: what is under way is settled before.
 */
export async function listSend({ runId, order, resumesInMs }: ListSendInput): Promise<ListSendEnd> {
  const stays = resumesInMs !== undefined;
  let waitMs = resumesInMs ?? 0;
  for (;;) {
    if (waitMs > 0) await sleep(waitMs, { summary: 'until some are tried again' });
    const end = await CancellationScope.nonCancellable(() => sendPage({ runId, order, at: Date.now() }));
    if (end.kind !== 'more' && !(stays && end.kind === 'later')) return end;
    const scope = CancellationScope.current();
    // What only its own messages would tell is told by its status: nobody may take it for one that lost its place.
    if (scope.consideredCancelled) return stays ? scope.cancelRequested : { kind: 'closed' };
    waitMs = end.kind === 'later' ? end.inMs : 0;
    if (workflowInfo().continueAsNewSuggested)
      return continueAsNew<typeof listSend>({ runId, order, ...(stays && { resumesInMs: waitMs }) });
  }
}
