import { CANCELED_IN_TEMPORAL } from '../../activities/ports/canceled-in-temporal.ts';
import type { DueMessage, MessageChecks } from '../../platform/database/messages/message-checks.ts';
import type { MessageStarter } from '../../platform/temporal/message-starter.ts';
import type { TemporalWorkflows } from '../../platform/temporal/temporal-workflows.ts';
import { Rounds } from './rounds.ts';

/** Makes Temporal agree with the messages that wait: starts the workflow that is missing, ends what Temporal gave up. */
export class MessageReconciler extends Rounds<DueMessage> {
  constructor(
    readonly checks: MessageChecks,
    readonly workflows: TemporalWorkflows,
    readonly starter: MessageStarter,
    onError: (error: Error) => void,
  ) {
    super(onError);
  }

  protected take(most: number): Promise<DueMessage[]> {
    return this.checks.take(most);
  }

  protected async reconcile(message: DueMessage): Promise<void> {
    if (await this.starter.start(message)) return;
    const status = await this.workflows.statusOf(message.id);
    if (status === 'RUNNING') return;
    if (status === 'CANCELLED') return this.checks.end(message.id, { status: 'CANCELED', error: CANCELED_IN_TEMPORAL });
    const error = `the workflow is gone from Temporal (${status})`;
    return this.checks.end(message.id, { status: 'UNDELIVERABLE', reason: 'FAILED', error });
  }
}
