import { setTimeout as pause } from 'node:timers/promises';

import type { Slot } from '../ports/pace.ts';

/** A slot of one call, from the moment at which it was learned. */
export class CallSlot {
  readonly #isTaken: boolean;
  /** By a clock that nobody puts forward or back. */
  readonly #at: number;

  constructor({ isTaken, inMs }: Slot) {
    this.#isTaken = isTaken;
    this.#at = performance.now() + inMs;
  }

  /** How far away it is, in milliseconds; less than 0 when it is past. */
  get inMs(): number {
    return this.#at - performance.now();
  }

  /** Waits for it; false when it was not taken, or the worker stops before it comes. */
  async comes(signal: AbortSignal): Promise<boolean> {
    if (!this.#isTaken || signal.aborted) return false;
    return this.inMs <= 0 || pause(this.inMs, true, { signal }).catch(() => false);
  }
}
