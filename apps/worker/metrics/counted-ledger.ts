import type pg from 'pg';

import type { Settlement } from '../../../activities/ports/ledger.ts';
import { DatabaseLedger } from '../../../platform/database/messages/database-ledger.ts';
import type { RunMeter } from '../../../platform/metrics/run-meter.ts';

/** The ledger, with the runs counted that a settlement ends. */
export class CountedLedger extends DatabaseLedger {
  constructor(
    pool: pg.Pool,
    readonly meter: RunMeter,
  ) {
    super(pool);
  }

  override async settle(settlement: Settlement): Promise<boolean> {
    const moved = await super.settle(settlement);
    if (moved) this.meter.ended(settlement.step?.runStatus);
    return moved;
  }
}
