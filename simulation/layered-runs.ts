import type { Lookups } from '../activities/ports/lookups.ts';
import type { Recorded, StepRecord } from '../activities/ports/runs.ts';
import type { MemoryRows } from '../platform/memory/memory-rows.ts';
import { MemoryRuns } from '../platform/memory/memory-runs.ts';

/** Runs in memory whose profile changes are merged with what is stored of users whom only the run's data name. */
export class LayeredRuns extends MemoryRuns {
  constructor(
    rows: MemoryRows,
    now: () => number,
    readonly beneath: Lookups | undefined,
  ) {
    super(rows, now);
  }

  override async record(record: StepRecord): Promise<Recorded | undefined> {
    const { call, profileChange } = record;
    if (profileChange) await this.#fetchProfile(call.runId, profileChange.userId);
    return super.record(record);
  }

  async #fetchProfile(runId: string, userId: string): Promise<void> {
    const { profiles, runs } = this.rows;
    if (!this.beneath || profiles.has(userId)) return;
    const { profile } = await this.beneath.findUser(runs.get(runId)?.environmentId ?? '', { userId });
    if (profile) profiles.set(userId, profile);
  }
}
