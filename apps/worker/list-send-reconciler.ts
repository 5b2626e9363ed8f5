import type { DueListSend, ListSendChecks } from '../../platform/database/lists/list-send-checks.ts';
import type { ListSendStarter } from '../../platform/temporal/list-send-starter.ts';
import { type DuePlace, type Mend, Rounds, type RoundsOptions } from './rounds.ts';

interface ListSendReconcilerOptions extends RoundsOptions {
  checks: ListSendChecks;
  starter: ListSendStarter;
}

/** Starts the workflows of sends to lists that wait for another try and have none. */
export class ListSendReconciler extends Rounds<DueListSend, ListSendReconcilerOptions> {
  protected take(most: number): Promise<DueListSend[]> {
    return this.options.checks.take(most);
  }

  protected async reconcile(send: DueListSend): Promise<Mend | undefined> {
    return (await this.options.starter.start(send)) ? 'started' : undefined;
  }

  protected placeOf({ runId, messageId }: DueListSend): DuePlace {
    return { runId, messageId };
  }
}
