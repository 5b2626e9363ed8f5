import type { Recorded, StepRecord } from '../activities/ports/runs.ts';
import { MemoryRuns } from '../platform/memory/memory-runs.ts';
import type { Leftovers } from './leftovers.ts';
import type { World } from './world.ts';

/** Runs in memory that find the users and the lists that are stored, and that only their data name. */
export class LayeredRuns extends MemoryRuns {
  constructor(
    readonly world: Pick<World, 'rows' | 'lookups' | 'hasRead' | 'addList'>,
    now: () => number,
    readonly leftovers: Leftovers,
  ) {
    super(world.rows, now);
  }

  override async record(record: StepRecord): Promise<Recorded | undefined> {
    const { call, profileChange, listSend } = record;
    if (profileChange) await this.#fetchProfile(call.runId, profileChange.userId);
    if (listSend) await this.world.addList?.(listSend.list);
    return super.record(this.leftovers.changes(record));
  }

  async #fetchProfile(runId: string, userId: string): Promise<void> {
    const { profiles, runs } = this.rows;
    const { lookups, hasRead } = this.world;
    if (!lookups || profiles.has(userId) || hasRead?.(userId)) return;
    const { profile } = await lookups.findUser(runs.get(runId)?.environmentId ?? '', { userId });
    if (profile) profiles.set(userId, profile);
  }
}
