import { rmSync } from 'node:fs';
import { join } from 'node:path';

import { loadSettings } from '../../platform/config/settings.ts';
import { type PostgresServer, startPostgresServer } from '../support/postgres-server.ts';
import { newFolder } from '../support/programs.ts';
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

/** Both servers, started once for all benches; Temporal with a file, as under `npm start`. */
export async function startWorld(report: Report, scale: number, env: NodeJS.ProcessEnv) {
  const postgres = await startPostgresServer(parameters);
  const folder = newFolder();
  const say = (line: string) => report.note(line);
  const temporal = await startTemporalServer(loadSettings(env).temporalCli, say, join(folder, 'temporal.db'));
  const scaled = (size: number) => Math.max(1, Math.round(size * scale));
  const stop = async () => {
    await Promise.all([postgres.stop(), temporal.stop()]);
    rmSync(folder, { recursive: true });
  };
  return { postgres, temporal, report, scaled, env, stop };
}
