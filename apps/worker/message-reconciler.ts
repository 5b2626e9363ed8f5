import type { DueMessage, MessageChecks } from '../../platform/database/messages/message-checks.ts';
import type { MessageStarter } from '../../platform/temporal/message-starter.ts';
import type { TemporalWorkflows } from '../../platform/temporal/temporal-workflows.ts';
import { endOfGone } from './end-of-gone.ts';
import { type DuePlace, type Mend, Rounds, type RoundsOptions } from './rounds.ts';

interface MessageReconcilerOptions extends RoundsOptions {
  checks: MessageChecks;
  workflows: TemporalWorkflows;
  starter: MessageStarter;
}

/** Makes Temporal agree with the messages that wait: starts the workflow that is missing, ends what Temporal gave up. */
export class MessageReconciler extends Rounds<DueMessage, MessageReconcilerOptions> {
  protected take(most: number): Promise<DueMessage[]> {
    return this.options.checks.take(most);
  }

  protected async reconcile(message: DueMessage): Promise<Mend | undefined> {
    const { checks, workflows, starter } = this.options;
    if (await starter.start(message)) return 'started';
    const status = await workflows.statusOf(message.id);
    if (status === 'RUNNING') return undefined;
    return (await checks.end(message.id, endOfGone(status))) ? 'ended' : undefined;
  }

  protected placeOf({ id }: DueMessage): DuePlace {
    return { messageId: id };
  }
}
