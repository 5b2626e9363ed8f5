import type pg from 'pg';

import type { FirstAdvance, ListSends } from '../../../activities/ports/list-sends.ts';
import { DatabaseListSends } from '../../../platform/database/lists/database-list-sends.ts';
import type { RunMeter } from '../../../platform/metrics/run-meter.ts';

/** Sends to lists, with the runs counted that the last page of one ends. */
export class CountedListSends extends DatabaseListSends {
  constructor(
    pool: pg.Pool,
    readonly meter: RunMeter,
  ) {
    super(pool);
  }

  override async advance(request: FirstAdvance): ReturnType<ListSends['advance']> {
    const advanced = await super.advance(request);
    if (advanced.isOpen) this.meter.ended(request.ends);
    return advanced;
  }
}
