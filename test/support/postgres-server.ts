import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

import { startPostgres } from '../../platform/database/embedded/embedded-postgres.ts';
import { migrate } from '../../platform/database/migrate.ts';
import { launch } from './launch.ts';

const TEMPLATE = 'migrated';
/** Nobody misses the data of a test after a crash. */
const careless = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=300'];

export interface PostgresServer {
  /** Without a database. */
  url: string;
  /** The migrated database that others are copied from. */
  template: string;
  /** Of its process, whose group all of its processes are in. */
  pid: number;
  stop(): Promise<void>;
}

/** One PostgreSQL for all tests of a run, in a folder that is removed with it; `parameters` are `name=value` each. */
export async function startPostgresServer(parameters = careless): Promise<PostgresServer> {
  const folder = await mkdtemp(join(tmpdir(), 'angarium-postgres-'));
  // As root the server runs as another user, who has to pass through.
  await chmod(folder, 0o711);
  const server = await startPostgres({ folder, password: 'test', parameters, launch });
  const client = new pg.Client(server.url('postgres'));
  await client.connect();
  await client.query(`CREATE DATABASE ${TEMPLATE}`);
  await client.end();
  await migrate(server.url(TEMPLATE), 'prisma/migrations');
  const stop = async () => {
    await server.child.stop('SIGQUIT', 5_000);
    await rm(folder, { recursive: true, force: true });
  };
  return { url: server.url('').slice(0, -1), template: TEMPLATE, pid: server.child.pid, stop };
}
