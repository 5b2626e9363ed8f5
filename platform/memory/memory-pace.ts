import { Pace, type RateLimit, type Slot, type SlotRequest } from '../../activities/ports/pace.ts';
import type { ProviderConfig } from '../../activities/ports/provider-config.ts';

const PER_MS: Record<RateLimit['per'], number> = { second: 1_000, minute: 60_000, hour: 3_600_000 };

/** The database's `take_slots` in memory; the clock is handed in. */
export class MemoryPace extends Pace {
  /** By provider, in milliseconds since the epoch. */
  readonly #slots = new Map<string, number>();
  /** By provider and line. */
  readonly #turns = new Map<string, number>();

  constructor(
    readonly rows: { providers: readonly Pick<ProviderConfig, 'id' | 'rateLimit'>[] },
    readonly now: () => number = Date.now,
  ) {
    super();
  }

  async take({ providerId, wanted, line, isBack, withinMs }: SlotRequest): Promise<Slot[]> {
    const limit = this.rows.providers.find(({ id }) => id === providerId)?.rateLimit;
    if (!limit) return Array.from({ length: wanted }, () => ({ isTaken: true, inMs: 0 }));
    const now = this.now();
    const gap = PER_MS[limit.per] / limit.max;
    const slot = Math.max(Math.min(this.#slots.get(providerId) ?? now, now + 10_000 + gap), now);
    const waiting = Math.max(this.#turns.get(`${providerId} ${line}`) ?? now, now);
    const isLetIn = isBack || waiting <= now + withinMs;
    const near = Math.max(0, Math.floor((now + withinMs - slot) / gap) + 1);
    const taken = isLetIn ? Math.min(wanted, near) : 0;
    const turn = Math.max(waiting, slot + taken * gap);
    if (taken > 0) this.#slots.set(providerId, slot + taken * gap);
    if (taken < wanted) this.#turns.set(`${providerId} ${line}`, turn + (wanted - taken) * gap);
    return Array.from({ length: wanted }, (_, place) =>
      place < taken
        ? { isTaken: true, inMs: slot + place * gap - now }
        : { isTaken: false, inMs: turn + (place - taken) * gap - now },
    );
  }
}
