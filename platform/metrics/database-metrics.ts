import { Gauge, type Registry } from 'prom-client';

import type { Database } from '../database/database.ts';

/** How much of the process's pool of connections is in use. R-22 */
export function addDatabaseMetrics(registry: Registry, { pool }: Pick<Database, 'pool'>): void {
  const registers = [registry];
  new Gauge({
    name: 'angarium_database_connections',
    help: 'Connections to PostgreSQL that are open, by whether somebody uses them',
    labelNames: ['state'],
    registers,
    collect() {
      this.set({ state: 'idle' }, pool.idleCount);
      this.set({ state: 'used' }, pool.totalCount - pool.idleCount);
    },
  });
  new Gauge({
    name: 'angarium_database_connections_max',
    help: 'Connections to PostgreSQL that this process may open',
    registers,
  }).set(pool.options.max ?? 0);
  new Gauge({
    name: 'angarium_database_waiting',
    help: 'Statements that wait for a connection',
    registers,
    collect() {
      this.set(pool.waitingCount);
    },
  });
}
