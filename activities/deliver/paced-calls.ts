import type { Pace, SlotRequest } from '../ports/pace.ts';
import { persist } from '../ports/persist.ts';
import type { ProviderConfig } from '../ports/provider-config.ts';
import { CallSlot } from './call-slot.ts';

/** For a slot that is nearer, a call that is claimed already is kept waiting: its claim holds so much longer. */
export const LONGEST_WAIT_MS = 5_000;
/** Sends to lists leave the last second of that to those who are sent to alone. */
const LONGEST_WAIT_OF_LISTS_MS = 4_000;

/** Calls of providers, some of which may only be made so often. */
export class PacedCalls {
  constructor(
    readonly pace: Pace,
    /** For how long a database that is away is asked again. */
    readonly patienceMs: number,
  ) {}

  /** A slot for each of so many calls, in their order; none where the provider has no limit, and nothing is asked. */
  async slots(
    { id, rateLimit }: ProviderConfig,
    calls: Pick<SlotRequest, 'wanted' | 'line' | 'isBack'>,
  ): Promise<CallSlot[]> {
    if (!rateLimit) return [];
    const withinMs = calls.line === 'list' ? LONGEST_WAIT_OF_LISTS_MS : LONGEST_WAIT_MS;
    const slots = await persist(() => this.pace.take({ providerId: id, withinMs, ...calls }), this.patienceMs);
    return slots.map((slot) => new CallSlot(slot));
  }
}
