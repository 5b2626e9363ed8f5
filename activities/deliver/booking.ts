import type { StepCall } from '../../workflows/contracts/step-activities.ts';
import type { Claim, Ledger, NewMessage, Rendition, Settlement } from '../ports/ledger.ts';
import type { PendingMessage } from '../ports/pending-messages.ts';
import type { ProviderConfig } from '../ports/provider-config.ts';
import type { Ready } from '../step/ready.ts';
import { isLast, runStatusOf } from '../step/run-status.ts';
import { LONGEST_WAIT_MS } from './paced-calls.ts';
import type { Shipment } from './shipment.ts';

/** On whose behalf a message is shipped: by its step, or by itself after it has waited. */
export interface Booking {
  /** The step that made the message, at the moment of the call. */
  call: StepCall;
  mock: boolean;
  claim(rendition: Rendition, provider: ProviderConfig): Promise<Claim>;
  /** What ends together with the message's last attempt of this call. */
  ends(resumesAt: number | undefined): Settlement['step'];
}

/** A step is over once its message was tried on every channel. */
export function stepBooking(
  { call, snapshot, context }: Pick<Ready, 'call' | 'snapshot' | 'context'>,
  { message, legs, context: found }: Shipment,
  { ledger, leaseMs }: { ledger: Ledger; leaseMs: number },
): Booking {
  return {
    call,
    mock: snapshot.mock,
    claim: (rendition, provider) => {
      const others = othersOf(legs, rendition);
      const held = leaseOf(provider, leaseMs);
      return ledger.claim({
        call,
        context: { ...context, ...found },
        message,
        rendition,
        others,
        provider,
        leaseMs: held,
      });
    },
    ends: (resumesAt) => {
      const outcome = sentBy(message, resumesAt);
      return { outcome, runStatus: runStatusOf(outcome, isLast(snapshot, call.order)) };
    },
  };
}

/** The outcome of a step whose message was shipped, or waits until an instant in milliseconds since the epoch. */
export function sentBy({ id }: Pick<NewMessage, 'id'>, resumesAt: number | undefined) {
  return { kind: 'processed', messageId: id, ...(resumesAt !== undefined && { resumesAt }) } as const;
}

/** The step of a message that waited is over already. */
export function messageBooking(
  { id: messageId, origin, mock }: PendingMessage,
  { message, legs }: Shipment,
  at: number,
  { ledger, leaseMs }: { ledger: Ledger; leaseMs: number },
): Booking {
  return {
    call: { ...origin, at },
    mock,
    claim: (rendition, provider) => {
      const others = othersOf(legs, rendition);
      const held = leaseOf(provider, leaseMs);
      return ledger.claimPending({ call: { messageId, at }, message, rendition, others, provider, leaseMs: held });
    },
    ends: () => undefined,
  };
}

/** A call that may have to wait for its slot is held for that time besides. */
function leaseOf({ rateLimit }: ProviderConfig, leaseMs: number): number {
  return rateLimit ? leaseMs + LONGEST_WAIT_MS : leaseMs;
}

function othersOf(legs: Shipment['legs'], { channel }: Rendition): Rendition[] {
  return legs.map(({ rendition }) => rendition).filter((rendition) => rendition.channel !== channel);
}
