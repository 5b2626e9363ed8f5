import { loadSettings } from '../../platform/config/settings.ts';
import { type PostgresServer, startPostgresServer } from '../support/postgres-server.ts';
import { startTemporalServer, type TemporalServer } from '../support/temporal-server.ts';
import type { Report } from './report.ts';

/** What every bench is lent. */
export interface World {
  postgres: PostgresServer;
  temporal: TemporalServer;
  report: Report;
  /** A size as it is on this run: the documented one, or a share of it for a try. */
  scaled(size: number): number;
  /** The settings of the process. */
  env: NodeJS.ProcessEnv;
}

/** PostgreSQL with its own settings (what it says is committed is on the disk), but room for the connections of several processes. */
const parameters = ['max_connections=300'];

/** Both servers, started once for all benches. Temporal keeps its runs in memory: a disk would be most of what is measured. */
export async function startWorld(report: Report, scale: number, env: NodeJS.ProcessEnv) {
  const postgres = await startPostgresServer(parameters);
  const temporal = await startTemporalServer(loadSettings(env).temporalCli, (line) => report.note(line));
  const scaled = (size: number) => Math.max(1, Math.round(size * scale));
  const stop = () => Promise.all([postgres.stop(), temporal.stop()]);
  return { postgres, temporal, report, scaled, env, stop };
}
