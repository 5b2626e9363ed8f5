import type { Advanced } from '../ports/list-sends.ts';
import type { HeldDelivery, Settled } from './held-delivery.ts';

/** What one statement brought: attempts to make, or the end of the page. */
export interface Turn extends Advanced {
  held: HeldDelivery[];
  /** `more`: another page follows at once. `waiting`: it depends on what waits. */
  end?: 'more' | 'waiting';
}

/** Where a page's attempts come from. */
export interface Round {
  /** Settles what was attempted, and claims up to `room` more; what goes on to its next provider is held already. */
  turn(settled: readonly Settled[], room: number): Promise<Turn>;
}
