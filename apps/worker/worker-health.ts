import type { Worker } from '@temporalio/worker';

import type { AppliedMigrations } from '../../platform/database/applied-migrations.ts';
import type { TemporalProbe } from '../../platform/temporal/temporal-probe.ts';

type Watched = Pick<Worker, 'getState'> & { options: { identity: string } };

/**
 * Whether this process does its work. That Temporal saw it poll is asked of Temporal; that it can send heartbeats is shown by
 * its answering at all, since one event loop does both.
 */
export class WorkerHealth {
  #workers: readonly Watched[] = [];
  #probe: Pick<TemporalProbe, 'check'> | undefined;

  constructor(readonly migrations: Pick<AppliedMigrations, 'areApplied'>) {}

  /** From now on there is something to ask about: workers of one identity, and what looks for that one. */
  watch(workers: readonly Watched[], probeOf: (identity: string) => Pick<TemporalProbe, 'check'>): void {
    this.#workers = workers;
    this.#probe = workers[0] && probeOf(workers[0].options.identity);
  }

  /** False while it waits for Temporal or for migrations, while it stops, and when Temporal has not seen it for some time. */
  async isReady(): Promise<boolean> {
    if (!this.#workers.every((worker) => worker.getState() === 'RUNNING')) return false;
    if (!(await this.migrations.areApplied().catch(() => false))) return false;
    return (await this.#probe?.check())?.worker ?? false;
  }
}
