import type { NewMessage } from '../ports/ledger.ts';
import { addresseeOf } from './addressee.ts';
import type { DatedComposition } from './composition.ts';
import { historyEvent } from './history-event.ts';
import type { Letter } from './letter.ts';
import { anonymousIdOf, messageIdOf } from './message-id.ts';
import { tenantDetails } from './tenant-details.ts';

/** What is known of a message by its acceptance. */
type Accepted = Pick<DatedComposition, 'call' | 'step' | 'fields' | 'scope' | 'at'>;

/** A message that was accepted, and nothing more: by its request, or else by its step. */
export function blankDraft({ call, step, fields, scope, at }: Accepted): Omit<NewMessage, 'status'> {
  const { tags = [], trace_id: traceId } = fields.message?.metadata ?? {};
  const { userId } = addresseeOf(fields, scope);
  return {
    id: messageIdOf(call.runId, call.order),
    recipient: userId ?? anonymousIdOf(call.runId, step.verbatim && call.order),
    tags,
    ...(traceId && { traceId }),
    history: [historyEvent('ENQUEUED', at)],
  };
}

/** The same once content and recipient are known. */
export function draftOf(letter: Letter, composition: DatedComposition): Omit<NewMessage, 'status'> {
  const { at } = composition;
  const { addressee, user, profile, templateId } = letter;
  const blank = blankDraft(composition);
  return {
    ...blank,
    ...(templateId && { templateId }),
    history: [
      ...blank.history,
      historyEvent('MAPPED', at, { template: templateId ?? null }),
      historyEvent('PROFILE_LOADED', at, {
        received_profile: addressee.profile,
        stored_profile: user.stored ?? {},
        ...tenantDetails(user),
        merged_profile: profile,
      }),
    ],
  };
}
