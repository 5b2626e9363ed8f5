import type { Claim, Ledger } from '../ports/ledger.ts';
import { persist } from '../ports/persist.ts';
import type { ProviderConfig } from '../ports/provider-config.ts';
import { WORKER_LOST } from '../ports/worker-lost.ts';
import { askProvider } from './ask-provider.ts';
import type { Booking } from './booking.ts';
import type { CallProvider } from './call-provider.ts';
import { type LegState, nextInstant, stateAfter, stateOf } from './leg-state.ts';
import { momentOf } from './moment-of.ts';
import type { PacedCalls } from './paced-calls.ts';
import type { Answer } from './providers/provider.ts';
import type { Leg, Shipment } from './shipment.ts';
import { stillWanted } from './still-wanted.ts';
import { held, uncalled, unroutable, type Verdict, verdictOf } from './verdict.ts';

/** What became of a shipment in one pass over its legs. */
export type Landing =
  /** `resumesAt`: some of it waits until then, in milliseconds since the epoch. `isSettled`: the pass settled an attempt. */
  { kind: 'landed'; isSettled: boolean; resumesAt?: number } | Extract<Claim, { kind: 'busy' | 'canceled' | 'closed' }>;

export interface ShipperOptions {
  ledger: Ledger;
  callProvider: CallProvider;
  pacedCalls: PacedCalls;
  /** How long a claim holds, in milliseconds: longer than any provider's time-out. */
  leaseMs: number;
  /** Milliseconds since the epoch. */
  now: () => number;
}

/** What stands for the answer that another attempt had, or never lived to see. */
const EARLIER_ANSWERS = {
  sent: { kind: 'sent', answer: 'sent by another attempt' },
  refused: { kind: 'refused', answer: 'refused to another attempt' },
  unknown: { kind: 'unknown', answer: WORKER_LOST },
} as const satisfies Record<string, Answer>;

/** One pass with one message: a claim, a call and a settlement for each attempt, a leg after the other. */
export class Shipper {
  constructor(readonly options: ShipperOptions) {}

  async ship(booking: Booking, shipment: Shipment, signal: AbortSignal): Promise<Landing> {
    const states = shipment.legs.map(({ earlier }) => stateOf(earlier, this.#now(booking)));
    const isSettled = states.some(({ kind }) => kind === 'open');
    const pass: Pass = { booking, shipment, states, signal };
    for (const [index, leg] of shipment.legs.entries()) {
      if (states[index]?.kind !== 'open') continue;
      const obstacle = await this.#round(pass, index, leg);
      if (obstacle) return obstacle;
    }
    return { kind: 'landed', isSettled, resumesAt: nextInstant(states, this.#now(booking)) };
  }

  /** One round through a leg's providers; what kept it from a claim, or nothing. */
  async #round(pass: Pass, index: number, leg: Leg): Promise<Exclude<Landing, { kind: 'landed' }> | undefined> {
    const answers: Answer[] = [];
    if (leg.providers.length === 0) await this.#giveUp(pass, index, leg);
    for (const [turn, provider] of leg.providers.entries()) {
      const claim = await pass.booking.claim(leg.rendition, provider);
      if (claim.kind !== 'claimed' && claim.kind !== 'settled') return claim;
      const { attempt } = claim;
      const waits =
        claim.kind === 'claimed' && (await this.#untilSlot(pass, { leg, provider, attempt, isFirst: turn === 0 }));
      if (waits) {
        await this.#settle(pass, index, { attempt, verdict: waits });
        break;
      }
      answers.push(claim.kind === 'claimed' ? await this.#attempt(pass, leg, provider) : EARLIER_ANSWERS[claim.status]);
      const verdict = verdictOf(answers, {
        ...circumstancesOf(pass, index, leg, this.#now(pass.booking)),
        isLastProvider: turn === leg.providers.length - 1,
        provider,
      });
      await this.#settle(pass, index, { attempt, verdict });
      if (verdict.retryInMs !== 0) break;
    }
    return undefined;
  }

  /** Without a provider a deferred delivery has no way left; one whose outcome is unknown stays so. */
  async #giveUp(pass: Pass, index: number, { earlier, rendition: { channel } }: Leg): Promise<void> {
    const { attempt = 0, status } = earlier ?? {};
    const isUnclaimed = status === 'deferred';
    const verdict = isUnclaimed
      ? unroutable(channel, isLastHope(pass, index), this.#now(pass.booking))
      : held('its provider was removed');
    await this.#settle(pass, index, { attempt, verdict, isUnclaimed });
  }

  async #attempt({ booking, shipment, signal }: Pass, { rendition }: Leg, provider: ProviderConfig): Promise<Answer> {
    const { callProvider } = this.options;
    const { message } = shipment;
    const { mock } = booking;
    const isWanted = () => stillWanted(this.options.ledger, message.id);
    return askProvider(provider, { ...rendition, messageId: message.id }, { callProvider, mock, signal, isWanted });
  }

  /** Waits until the provider's rate limit lets the call through; what is to be done instead where that is far off. */
  async #untilSlot(pass: Pass, { leg, provider, attempt, isFirst }: Turn): Promise<Verdict | undefined> {
    const { booking, shipment, signal } = pass;
    if (booking.mock) return undefined;
    const wait = await this.options.pacedCalls.wait(provider, isFirst && attempt > 1, signal);
    if (wait.kind === 'due' && !(wait.hasWaited && !(await stillWanted(this.options.ledger, shipment.message.id))))
      return undefined;
    const status = leg.earlier?.status;
    return uncalled(wait.kind === 'later' ? wait.inMs : 0, isFirst && (status === 'claimed' || status === 'unknown'));
  }

  /** The pass knows the leg's new state from then on. */
  async #settle({ booking, shipment, states }: Pass, index: number, { verdict, ...attempt }: Judgment): Promise<void> {
    const at = this.#now(booking);
    states[index] = stateAfter(verdict, at);
    const resumesAt = nextInstant(states, at);
    const isLast = states.every(({ kind }) => kind !== 'open');
    const settlement = {
      call: booking.call,
      at,
      messageId: shipment.message.id,
      channel: shipment.legs[index]?.rendition.channel ?? '',
      ...attempt,
      ...verdict,
      resumesAt,
      ...(isLast && { step: booking.ends(resumesAt) }),
    };
    const { ledger, leaseMs } = this.options;
    await persist(() => ledger.settle(settlement), leaseMs);
  }

  #now({ call }: Booking): number {
    return momentOf(call, this.options.now);
  }
}

interface Pass {
  booking: Booking;
  shipment: Shipment;
  /** Of each leg, by its index. */
  states: LegState[];
  signal: AbortSignal;
}

/** A provider whose turn it is to be asked. */
interface Turn {
  leg: Leg;
  provider: ProviderConfig;
  attempt: number;
  /** Nobody was asked before it in this round. */
  isFirst: boolean;
}

interface Judgment {
  attempt: number;
  verdict: Verdict;
  isUnclaimed?: boolean;
}

function circumstancesOf(pass: Pass, index: number, { rendition: { channel }, earlier }: Leg, now: number) {
  const { mock } = pass.booking;
  return { channel, mock, at: now, elapsedMs: now - (earlier?.since ?? now), isLastHope: isLastHope(pass, index) };
}

function isLastHope({ states }: Pass, index: number): boolean {
  return states.every(({ kind }, other) => other === index || kind === 'refused');
}
