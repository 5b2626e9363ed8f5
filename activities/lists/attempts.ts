import { atOnce } from '../at-once.ts';
import { askProvider } from '../deliver/ask-provider.ts';
import type { CallProvider } from '../deliver/call-provider.ts';
import type { CallSlot } from '../deliver/call-slot.ts';
import type { PacedCalls } from '../deliver/paced-calls.ts';
import { retryDelay } from '../deliver/retry-delay.ts';
import { stillWanted } from '../deliver/still-wanted.ts';
import { held, uncalled, unroutable, type Verdict, verdictOf } from '../deliver/verdict.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { ProviderConfig } from '../ports/provider-config.ts';
import { WORKER_LOST } from '../ports/worker-lost.ts';
import { chunkSlots } from './chunk-slots.ts';
import type { HeldDelivery, Settled } from './held-delivery.ts';

/** As many as a pool of an e-mail provider has connections. */
const AT_ONCE = 10;
/** For so long a chunk that was claimed, or an answer about it, is believed: asking before every call would cost more than it. */
const BELIEVED_MS = 1_000;

interface Circumstances {
  callProvider: CallProvider;
  pacedCalls: PacedCalls;
  mock: boolean;
  signal: AbortSignal;
  /** Aborted when no more calls are to begin. */
  leaving: AbortSignal;
  /** Milliseconds since the epoch. */
  now: () => number;
  /** Longer than any provider's time-out, in milliseconds: no call begins later, for its claim may be over before its answer. */
  leaseMs: number;
  ledger: Pick<Ledger, 'isWanted'>;
}

/** Makes the attempts of a chunk, some at a time, and judges their answers. */
export class Attempts {
  constructor(readonly circumstances: Circumstances) {}

  async make(deliveries: readonly HeldDelivery[]): Promise<Settled[]> {
    const { now, leaseMs, pacedCalls, mock, signal } = this.circumstances;
    const lastCall = now() + leaseMs;
    // What a mock key sends calls nobody.
    const slots = mock ? new Map<HeldDelivery, CallSlot>() : await chunkSlots(deliveries, pacedCalls);
    const isWanted = this.#believed();
    return atOnce(AT_ONCE, deliveries, async (delivery) => {
      const slot = slots.get(delivery);
      const isDue = !slot || (await slot.comes(signal));
      if (isDue && (await isWanted(delivery))) return this.#attempt(delivery, lastCall, isWanted);
      return settle(delivery, uncalled(isDue ? 0 : slot.inMs, delivery.isInDoubt), []);
    });
  }

  /** Whether a chunk goes on: asked once a while for all of it. */
  #believed(): (delivery: HeldDelivery) => Promise<boolean> {
    let since = performance.now();
    let answer = Promise.resolve(true);
    return ({ messageId }) => {
      if (performance.now() - since > BELIEVED_MS) {
        since = performance.now();
        answer = stillWanted(this.circumstances.ledger, messageId);
      }
      return answer;
    };
  }

  async #attempt(
    delivery: HeldDelivery,
    lastCall: number,
    isWanted: (delivery: HeldDelivery) => Promise<boolean>,
  ): Promise<Settled> {
    const { signal, leaving, mock, now } = this.circumstances;
    const [provider, ...others] = delivery.providers;
    if (!provider) return settle(delivery, stranded(delivery, now()), []);
    if (signal.aborted || leaving.aborted || now() > lastCall) return settle(delivery, untried(delivery), []);
    const answers = [
      ...delivery.answers,
      await askProvider(
        provider,
        { ...delivery, isBroadcast: true },
        { ...this.circumstances, isWanted: () => isWanted(delivery) },
      ),
    ];
    const { channel, elapsedMs } = delivery;
    // A message of a list has one channel.
    const only = { isLastHope: true, isLastProvider: others.length === 0 };
    const verdict = verdictOf(answers, { channel, elapsedMs, ...only, provider, mock, at: now() });
    return settle({ ...delivery, answers }, verdict, signal.aborted || leaving.aborted ? [] : others);
  }
}

function settle(delivery: HeldDelivery, verdict: Verdict, others: ProviderConfig[]): Settled {
  const { messageId, channel, attempt } = delivery;
  const [next] = verdict.retryInMs === 0 ? others : [];
  const asked = next && { id: next.id, provider: next.provider };
  return {
    settlement: { messageId, channel, attempt, ...verdict, ...(asked && { next: asked }) },
    rest: { ...delivery, providers: others },
  };
}

/** Its claim is given back as it was. */
function untried({ elapsedMs, isInDoubt }: HeldDelivery): Verdict {
  const answer = 'its turn did not come in time';
  return { outcome: isInDoubt ? 'unknown' : 'deferred', answer, retryInMs: retryDelay(elapsedMs) ?? 0 };
}

/** Of a delivery that no provider may be asked for: its own was removed, or must not be asked twice. */
function stranded({ channel, isInDoubt }: HeldDelivery, at: number): Verdict {
  return isInDoubt ? held(WORKER_LOST) : unroutable(channel, true, at);
}
