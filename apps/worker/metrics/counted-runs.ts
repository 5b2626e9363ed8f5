import type pg from 'pg';

import type { Recorded, StepRecord } from '../../../activities/ports/runs.ts';
import { DatabaseRuns } from '../../../platform/database/runs/database-runs.ts';
import type { RunMeter } from '../../../platform/metrics/run-meter.ts';
import type { RunCall } from '../../../workflows/contracts/step-activities.ts';

/** Runs, counted where a step or a request to Temporal ends them. */
export class CountedRuns extends DatabaseRuns {
  constructor(
    pool: pg.Pool,
    readonly meter: RunMeter,
  ) {
    super(pool);
  }

  override async record(record: StepRecord): Promise<Recorded | undefined> {
    const recorded = await super.record(record);
    if (recorded) this.meter.ended(record.runStatus);
    return recorded;
  }

  override async finish(call: RunCall): Promise<boolean> {
    const moved = await super.finish(call);
    if (moved) this.meter.ended('PROCESSED');
    return moved;
  }

  override async cancel(call: RunCall): Promise<boolean> {
    const moved = await super.cancel(call);
    if (moved) this.meter.ended('CANCELED');
    return moved;
  }
}
