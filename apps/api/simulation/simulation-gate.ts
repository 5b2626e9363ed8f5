import { Slots } from '../../../activities/deliver/slots.ts';
import { ApiError } from '../http/api-error.ts';

/** They share one processor: more at once would only each take longer. */
const MOST_AT_ONCE = 2;
/** So many wait for their turn, and for so long. */
const MOST_WAITING = 8;
const PATIENCE_MS = 5_000;
const RETRY_SECONDS = 1;

/** Lets few simulations of a process be carried out at once, and few wait, so that other requests have the rest of it. */
export class SimulationGate {
  readonly #slots = new Slots(MOST_AT_ONCE);
  #inside = 0;

  /** @throws ApiError 503 where the line is too long, or takes too long; whatever `work` throws */
  async pass<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#inside >= MOST_AT_ONCE + MOST_WAITING) throw busy();
    this.#inside += 1;
    try {
      return await this.#inTurn(work);
    } finally {
      this.#inside -= 1;
    }
  }

  async #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const place = await this.#slots.take(PATIENCE_MS);
    if (!place) throw busy();
    try {
      return await work();
    } finally {
      place.release();
    }
  }
}

function busy(): ApiError {
  return new ApiError('overloaded', 'Too many simulations are being carried out', RETRY_SECONDS);
}
