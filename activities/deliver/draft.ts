import type { Route } from '../../messages/routing.ts';
import type { HistoryEvent, NewMessage } from '../ports/ledger.ts';
import type { ProviderConfig } from '../ports/runs.ts';
import type { ReadyStep } from '../step/step-transaction.ts';
import type { Letter } from './letter.ts';
import { anonymousIdOf, messageIdOf } from './message-id.ts';
import { tenantDetails } from './tenant-details.ts';

/** A message as it is before it goes its way. */
export function draftOf(
  { addressee, user, profile, templateId }: Letter,
  { call, fields }: ReadyStep<'send'>,
): Omit<NewMessage, 'status'> {
  const { metadata } = fields.message ?? {};
  return {
    id: messageIdOf(call.runId, call.order),
    recipient: addressee.userId ?? anonymousIdOf(call.runId),
    ...(templateId && { templateId }),
    tags: metadata?.tags ?? [],
    history: [
      event('ENQUEUED'),
      event('MAPPED', { template: templateId ?? null }),
      event('PROFILE_LOADED', {
        received_profile: addressee.profile,
        stored_profile: user.stored ?? {},
        ...tenantDetails(user),
        merged_profile: profile,
      }),
    ],
  };
}

/**
 * What becomes of it on its way: how it looks, and where it is taken. Written with the first claim, which is the first provider's;
 * whose call it ended with is told by the last event.
 */
export function onTheWay(
  { channel, providers: [first] }: Route<ProviderConfig> & { status: 'ROUTED' },
  looks: Record<string, string | readonly unknown[] | undefined>,
): HistoryEvent[] {
  const said = Object.entries(looks).filter(([, value]) => value !== undefined && value.length > 0);
  return [
    event('RENDERED', { channel, ...Object.fromEntries(said) }),
    event('DELIVERING', { channel, provider: first?.provider }),
  ];
}

/** A line of a message's history, of now. */
export function event(type: string, details: Record<string, unknown> = {}): HistoryEvent {
  return { type, ts: Date.now(), ...details };
}
