import type { Database } from '../../../platform/database/database.ts';
import { RunChecks } from '../../../platform/database/runs/run-checks.ts';
import type { RunMeter } from '../../../platform/metrics/run-meter.ts';

/** The reconciler's way to the runs' rows, with the runs counted that it ends. */
export class CountedRunChecks extends RunChecks {
  constructor(
    database: Database,
    readonly meter: RunMeter,
  ) {
    super(database);
  }

  override async end(runId: string, reason: string): Promise<boolean> {
    const moved = await super.end(runId, reason);
    if (moved) this.meter.ended('ERROR');
    return moved;
  }

  override async cancel(runId: string): Promise<boolean> {
    const moved = await super.cancel(runId);
    if (moved) this.meter.ended('CANCELED');
    return moved;
  }
}
