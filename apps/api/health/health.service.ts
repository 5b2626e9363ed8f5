import { Injectable } from '@nestjs/common';
import type { z } from 'zod';

import { AppliedMigrations } from '../../../platform/database/applied-migrations.ts';
import { Database } from '../../../platform/database/database.ts';
import { TemporalProbe } from '../../../platform/temporal/temporal-probe.ts';
import type { HealthAnswer } from './health.schemas.ts';

type Health = z.infer<typeof HealthAnswer>;

/** Which pieces answer. R-20 */
@Injectable()
export class HealthService {
  constructor(
    private readonly database: Database,
    private readonly migrations: AppliedMigrations,
    private readonly probe: TemporalProbe,
    /** Aborted once this process is about to stop. */
    private readonly stopping: AbortSignal,
  ) {}

  /** Without the database nothing works; without Temporal or a worker, invokes are accepted and wait. */
  async ready(): Promise<Health> {
    const [database, { temporal, worker }] = await Promise.all([this.#databaseState(), this.probe.check()]);
    const checks = { database, temporal: upIf(temporal), worker: upIf(worker) };
    if (this.stopping.aborted) return { status: 'stopping', checks };
    if (database !== 'up') return { status: 'unavailable', checks };
    return { status: temporal && worker ? 'ok' : 'degraded', checks };
  }

  async #databaseState(): Promise<'up' | 'down' | 'outdated'> {
    try {
      await this.database.query('SELECT 1');
      return (await this.migrations.areApplied()) ? 'up' : 'outdated';
    } catch {
      return 'down';
    }
  }
}

function upIf(isUp: boolean): 'up' | 'down' {
  return isUp ? 'up' : 'down';
}
