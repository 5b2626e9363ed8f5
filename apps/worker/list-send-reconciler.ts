import type { DueListSend, ListSendChecks } from '../../platform/database/lists/list-send-checks.ts';
import type { ListSendStarter } from '../../platform/temporal/list-send-starter.ts';
import type { TemporalWorkflows } from '../../platform/temporal/temporal-workflows.ts';
import { againIdOf } from '../../workflows/contracts/list-send-ids.ts';
import { endOfGone } from './end-of-gone.ts';
import { type DuePlace, type Mend, Rounds, type RoundsOptions } from './rounds.ts';

interface ListSendReconcilerOptions extends RoundsOptions {
  checks: ListSendChecks;
  workflows: TemporalWorkflows;
  starter: ListSendStarter;
}

/**
 * Makes Temporal agree with the sends to lists that wait for another try: starts the workflow that is missing, ends what Temporal
 * gave up.
 */
export class ListSendReconciler extends Rounds<DueListSend, ListSendReconcilerOptions> {
  protected take(most: number): Promise<DueListSend[]> {
    return this.options.checks.take(most);
  }

  protected async reconcile(send: DueListSend): Promise<Mend | undefined> {
    const { checks, workflows, starter } = this.options;
    if (await starter.start(send)) return 'started';
    const status = await workflows.statusOf(againIdOf(send.messageId));
    if (status === 'RUNNING') return undefined;
    return (await checks.end(send, endOfGone(status))) ? 'ended' : undefined;
  }

  protected placeOf({ runId, messageId }: DueListSend): DuePlace {
    return { runId, messageId };
  }
}
