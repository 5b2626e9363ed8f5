/** At most so many calls in any such time, evenly spaced: one slot after the other. */
export interface RateLimit {
  max: number;
  per: 'second' | 'minute' | 'hour';
}

/** Calls of one provider that has a limit. */
export interface SlotRequest {
  providerId: string;
  wanted: number;
  /** Those of lists stand in a line of their own, so that no broadcast holds up whoever is sent to alone. */
  line: 'single' | 'list';
  /** They were told to come back before: whoever comes first waits behind those who are waiting. */
  isBack: boolean;
  /** A slot that is farther away, in milliseconds, is not taken. */
  withinMs: number;
}

/** Where a call stands: it may be made in so many milliseconds, or is to ask again after them. */
export interface Slot {
  isTaken: boolean;
  inMs: number;
}

/** Keeps calls of providers within their limits, over all workers. */
export abstract class Pace {
  /** In one statement; slots are in the order in which calls are to be made, those that are taken first. */
  abstract take(request: SlotRequest): Promise<Slot[]>;
}
