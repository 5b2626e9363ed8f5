import type pg from 'pg';

import { Pace, type Slot, type SlotRequest } from '../../activities/ports/pace.ts';

const TAKE = 'SELECT taken, slot_ms, turn_ms, gap_ms FROM take_slots($1, $2, $3, $4, $5)';

/** The calls of providers, kept apart by their rows in PostgreSQL. */
export class DatabasePace extends Pace {
  constructor(readonly pool: pg.Pool) {
    super();
  }

  async take({ providerId, wanted, line, isBack, withinMs }: SlotRequest): Promise<Slot[]> {
    const { rows } = await this.pool.query<PaceRow>(TAKE, [providerId, wanted, line, isBack, withinMs]);
    const { taken, slot_ms, turn_ms, gap_ms } = rows[0] as PaceRow;
    return Array.from({ length: wanted }, (_, place) =>
      place < taken
        ? { isTaken: true, inMs: slot_ms + place * gap_ms }
        : { isTaken: false, inMs: turn_ms + (place - taken) * gap_ms },
    );
  }
}

interface PaceRow {
  taken: number;
  /** The first slot, the first turn of those who got none, and what lies between two of either. */
  slot_ms: number;
  turn_ms: number;
  gap_ms: number;
}
