import { CANCELED_IN_TEMPORAL } from '../../activities/ports/canceled-in-temporal.ts';
import type { DueMessage, MessageChecks } from '../../platform/database/messages/message-checks.ts';
import type { MessageStarter } from '../../platform/temporal/message-starter.ts';
import type { TemporalWorkflows } from '../../platform/temporal/temporal-workflows.ts';
import { Rounds } from './rounds.ts';

interface MessageReconcilerOptions {
  checks: MessageChecks;
  workflows: TemporalWorkflows;
  starter: MessageStarter;
  onError: (error: Error) => void;
}

/** Makes Temporal agree with the messages that wait: starts the workflow that is missing, ends what Temporal gave up. */
export class MessageReconciler extends Rounds<DueMessage> {
  constructor(readonly options: MessageReconcilerOptions) {
    super(options.onError);
  }

  protected take(most: number): Promise<DueMessage[]> {
    return this.options.checks.take(most);
  }

  protected async reconcile(message: DueMessage): Promise<void> {
    const { checks, workflows, starter } = this.options;
    if (await starter.start(message)) return;
    const status = await workflows.statusOf(message.id);
    if (status === 'RUNNING') return;
    if (status === 'CANCELLED') return checks.end(message.id, { status: 'CANCELED', error: CANCELED_IN_TEMPORAL });
    const error = `the workflow is gone from Temporal (${status})`;
    return checks.end(message.id, { status: 'UNDELIVERABLE', reason: 'FAILED', error });
  }
}
