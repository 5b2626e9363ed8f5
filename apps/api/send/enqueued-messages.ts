import { blankDraft } from '../../../activities/deliver/draft.ts';
import type { NewMessage } from '../../../activities/ports/ledger.ts';
import { send } from '../../../language/actions/send.ts';
import type { Plan } from '../../../language/plan.ts';
import type { RunData } from '../../../language/run/scope.ts';

/** A message, and the step that sends it. */
type EnqueuedMessage = NewMessage & { order: number };

/** The messages of a request to send as they are accepted; those of a list are made when it is read. S-01 */
export function enqueuedMessages(
  { plan, context }: { plan: Plan; context: RunData },
  runId: string,
  at: number,
): EnqueuedMessage[] {
  return plan.steps.flatMap((step, order) => {
    if (step.action !== 'send') return [];
    const fields = send.fields.parse(step.fields);
    const blank = blankDraft({ call: { runId, order, at }, step, fields, scope: { ...context, refs: {} }, at });
    return [{ order, ...blank, status: 'ENQUEUED' }];
  });
}
