import { anonymousIdOf, messageIdOf } from '../../../activities/deliver/message-id.ts';
import type { NewMessage } from '../../../activities/ports/ledger.ts';
import type { MessageRequest } from '../../../language/message.ts';
import type { Plan } from '../../../language/plan.ts';

/** A message, and the step that sends it. */
type EnqueuedMessage = NewMessage & { order: number };

/** The messages of a request to send as they are accepted; those of a list are made when it is read. S-01 */
export function enqueuedMessages({ steps }: Plan, runId: string, at: number): EnqueuedMessage[] {
  return steps.flatMap(({ action, fields }, order) => {
    if (action !== 'send') return [];
    const { to, metadata } = fields.message as MessageRequest;
    const message: NewMessage = {
      id: messageIdOf(runId, order),
      recipient: to?.user_id ?? anonymousIdOf(runId, order),
      status: 'ENQUEUED',
      tags: metadata?.tags ?? [],
      ...(metadata?.trace_id && { traceId: metadata.trace_id }),
      history: [{ type: 'ENQUEUED', ts: at }],
    };
    return [{ order, ...message }];
  });
}
