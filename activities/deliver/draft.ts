import type { NewMessage } from '../ports/ledger.ts';
import type { ReadyStep } from '../step/step-transaction.ts';
import { addresseeOf } from './addressee.ts';
import { historyEvent } from './history-event.ts';
import type { Letter } from './letter.ts';
import { anonymousIdOf, messageIdOf } from './message-id.ts';
import { tenantDetails } from './tenant-details.ts';

/** A message that was accepted, and nothing more. */
export function blankDraft({ call, step, fields, scope }: ReadyStep<'send'>): Omit<NewMessage, 'status'> {
  const { tags = [], trace_id: traceId } = fields.message?.metadata ?? {};
  const { userId } = addresseeOf(fields, scope);
  return {
    id: messageIdOf(call.runId, call.order),
    recipient: userId ?? anonymousIdOf(call.runId, step.verbatim && call.order),
    tags,
    ...(traceId && { traceId }),
    // A request's message was written when it was accepted.
    history: step.verbatim ? [] : [historyEvent('ENQUEUED')],
  };
}

/** The same once content and recipient are known. */
export function draftOf(letter: Letter, ready: ReadyStep<'send'>): Omit<NewMessage, 'status'> {
  const { addressee, user, profile, templateId } = letter;
  const blank = blankDraft(ready);
  return {
    ...blank,
    ...(templateId && { templateId }),
    history: [
      ...blank.history,
      historyEvent('MAPPED', { template: templateId ?? null }),
      historyEvent('PROFILE_LOADED', {
        received_profile: addressee.profile,
        stored_profile: user.stored ?? {},
        ...tenantDetails(user),
        merged_profile: profile,
      }),
    ],
  };
}
