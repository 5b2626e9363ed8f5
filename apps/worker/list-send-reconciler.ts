import type { DueListSend, ListSendChecks } from '../../platform/database/lists/list-send-checks.ts';
import type { ListSendStarter } from '../../platform/temporal/list-send-starter.ts';
import { Rounds } from './rounds.ts';

interface ListSendReconcilerOptions {
  checks: ListSendChecks;
  starter: ListSendStarter;
  onError: (error: Error) => void;
}

/** Starts the workflows of sends to lists that wait for another try and have none. */
export class ListSendReconciler extends Rounds<DueListSend> {
  constructor(readonly options: ListSendReconcilerOptions) {
    super(options.onError);
  }

  protected take(most: number): Promise<DueListSend[]> {
    return this.options.checks.take(most);
  }

  protected reconcile(send: DueListSend): Promise<boolean> {
    return this.options.starter.start(send);
  }
}
