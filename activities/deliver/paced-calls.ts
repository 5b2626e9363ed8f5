import type { Pace, SlotRequest } from '../ports/pace.ts';
import { persist } from '../ports/persist.ts';
import type { ProviderConfig } from '../ports/provider-config.ts';
import { CallSlot } from './call-slot.ts';

/** For a slot that is nearer, a call that is claimed already is kept waiting: its claim holds so much longer. */
export const LONGEST_WAIT_MS = 5_000;
/** Sends to lists leave the last second of that to those who are sent to alone. */
const LONGEST_WAIT_OF_LISTS_MS = 4_000;
/**
 * So many single calls of a process are kept waiting, half of those that it can have under way: the other half are for calls
 * that need not wait, whosever they are. Further ones wait no longer than a call takes anyway.
 */
export const MOST_WAITING = 20;
const SHORT_WAIT_MS = 100;

/** A call that may be made, after it was kept waiting or at once; or one that is to ask again. */
export type Wait = { kind: 'due'; hasWaited: boolean } | { kind: 'later'; inMs: number };

type Reach = Pick<SlotRequest, 'isBack' | 'withinMs'>;

/** Calls of providers, some of which may only be made so often. */
export class PacedCalls {
  /** Single calls that may be kept waiting, those included that are only about to learn for how long. */
  #waiting = 0;

  constructor(
    readonly pace: Pace,
    /** For how long a database that is away is asked again. */
    readonly patienceMs: number,
  ) {}

  /** Waits until a single call may be made, if that is soon. */
  async wait(provider: ProviderConfig, isBack: boolean, signal: AbortSignal): Promise<Wait> {
    if (!provider.rateLimit) return { kind: 'due', hasWaited: false };
    if (this.#waiting >= MOST_WAITING) return this.#wait(provider, { isBack, withinMs: SHORT_WAIT_MS }, signal);
    this.#waiting += 1;
    try {
      return await this.#wait(provider, { isBack, withinMs: LONGEST_WAIT_MS }, signal);
    } finally {
      this.#waiting -= 1;
    }
  }

  /** A slot for each of so many calls of a list, in their order; none where the provider has no limit, and nothing is asked. */
  async slots(provider: ProviderConfig, calls: Pick<SlotRequest, 'wanted' | 'isBack'>): Promise<CallSlot[]> {
    if (!provider.rateLimit) return [];
    return this.#take(provider, { ...calls, line: 'list', withinMs: LONGEST_WAIT_OF_LISTS_MS });
  }

  async #wait(provider: ProviderConfig, reach: Reach, signal: AbortSignal): Promise<Wait> {
    const [slot] = await this.#take(provider, { wanted: 1, line: 'single', ...reach });
    const hasWaited = slot !== undefined && slot.inMs > 0;
    return !slot || (await slot.comes(signal)) ? { kind: 'due', hasWaited } : { kind: 'later', inMs: slot.inMs };
  }

  async #take({ id }: ProviderConfig, calls: Omit<SlotRequest, 'providerId'>): Promise<CallSlot[]> {
    const slots = await persist(() => this.pace.take({ providerId: id, ...calls }), this.patienceMs);
    return slots.map((slot) => new CallSlot(slot));
  }
}
