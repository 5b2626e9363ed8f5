import { Counter, type Registry } from 'prom-client';

import type { Database } from '../../../platform/database/database.ts';
import { addBacklogMetrics } from '../../../platform/metrics/backlog-metrics.ts';
import { addDatabaseMetrics } from '../../../platform/metrics/database-metrics.ts';
import { RunMeter } from '../../../platform/metrics/run-meter.ts';
import type { Mend } from '../rounds.ts';
import { EventMeter } from './event-meter.ts';

/** What the worker counts. R-22 */
export interface WorkerMetrics {
  runs: RunMeter;
  events: EventMeter;
  /** Counts what a reconciler mends, by what it looks after. */
  mended(of: 'runs' | 'messages' | 'list_sends' | 'batches'): (mend: Mend) => void;
}

/** Adds to the registry what the worker tells, but for its providers. R-22 */
export function addWorkerMetrics(registry: Registry, database: Pick<Database, 'pool' | 'query'>): WorkerMetrics {
  addDatabaseMetrics(registry, database);
  addBacklogMetrics(registry, database);
  const mends = new Counter({
    name: 'angarium_reconciler_mended_total',
    help: 'Rows that were not as they should be: started, told of their cancel or that their batch is full, or ended as their workflow had',
    labelNames: ['of', 'mend'],
    registers: [registry],
  });
  return {
    runs: new RunMeter(registry),
    events: new EventMeter(registry),
    mended: (of) => (mend) => mends.inc({ of, mend }),
  };
}
