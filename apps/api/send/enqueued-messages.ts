import { anonymousIdOf, messageIdOf } from '../../../activities/deliver/message-id.ts';
import type { NewMessage } from '../../../activities/ports/ledger.ts';
import type { MessageRequest } from '../../../language/message.ts';
import type { Plan } from '../../../language/plan.ts';

/** The messages of a request to send as they are accepted, in the order of their steps. S-01 */
export function enqueuedMessages({ steps }: Plan, runId: string, at: number): NewMessage[] {
  return steps.flatMap(({ action, fields }, order) => {
    // Who is on a list is seen when it is sent to.
    if (action !== 'send') return [];
    const { to, metadata } = fields.message as MessageRequest;
    return {
      id: messageIdOf(runId, order),
      recipient: to?.user_id ?? anonymousIdOf(runId, order),
      status: 'ENQUEUED',
      tags: metadata?.tags ?? [],
      ...(metadata?.trace_id && { traceId: metadata.trace_id }),
      history: [{ type: 'ENQUEUED', ts: at }],
    };
  });
}
