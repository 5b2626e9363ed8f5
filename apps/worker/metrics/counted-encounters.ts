import type { BatchRequest, BatchVerdict, PassRequest, ReleaseRequest } from '../../../activities/ports/encounters.ts';
import type { StepRecord } from '../../../activities/ports/runs.ts';
import type { Database } from '../../../platform/database/database.ts';
import { DatabaseEncounters } from '../../../platform/database/runs/database-encounters.ts';
import type { RunMeter } from '../../../platform/metrics/run-meter.ts';

/** Encounters, counted where they end runs. */
export class CountedEncounters extends DatabaseEncounters {
  constructor(
    database: Pick<Database, 'transaction'>,
    readonly meter: RunMeter,
  ) {
    super(database);
  }

  override pass(request: PassRequest, recordOf: (passes: boolean) => StepRecord): Promise<boolean | undefined> {
    return this.#counted(recordOf, (record) => super.pass(request, record));
  }

  override gather(request: BatchRequest, recordOf: (verdict: BatchVerdict) => StepRecord) {
    return this.#counted(recordOf, (record) => super.gather(request, record));
  }

  override release(request: ReleaseRequest, recordOf: (verdict: BatchVerdict) => StepRecord) {
    return this.#counted(recordOf, (record) => super.release(request, record));
  }

  /** What is written once more after a collision is counted once. */
  async #counted<Verdict>(
    recordOf: (verdict: Verdict) => StepRecord,
    meet: (recordOf: (verdict: Verdict) => StepRecord) => Promise<Verdict | undefined>,
  ): Promise<Verdict | undefined> {
    let last: StepRecord | undefined;
    const verdict = await meet((found) => {
      last = recordOf(found);
      return last;
    });
    if (verdict !== undefined) this.meter.ended(last?.runStatus);
    return verdict;
  }
}
