import pg from 'pg';

import type { Launch } from '../../platform/child-process.ts';
import { startPostgres } from '../../platform/database/embedded/embedded-postgres.ts';
import { ensureWorkspace } from '../../platform/database/ensure-workspace.ts';
import { migrate } from '../../platform/database/migrate.ts';
import type { DataFolder } from './data-folder.ts';

const DATABASE = 'angarium';

/** Starts the embedded database on a free port and returns the URL of ours in it. */
export async function startDatabase(folder: DataFolder, password: string, launch: Launch): Promise<string> {
  const { url } = await startPostgres({ folder: folder.postgres, password, launch });
  await withClient(url('postgres'), async (client) => {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
    if (!rowCount) await client.query(`CREATE DATABASE ${DATABASE}`);
  });
  return url(DATABASE);
}

/** Brings a database to this release and makes sure of the first workspace; returns the migrations applied. R-01 */
export async function prepareDatabase(
  databaseUrl: string,
  migrations: string,
  first: { apiKey?: string; outbox: boolean },
): Promise<string[]> {
  const applied = await migrate(databaseUrl, migrations);
  await withClient(databaseUrl, (client) => ensureWorkspace(client, first));
  return applied;
}

async function withClient(url: string, use: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    await use(client);
  } finally {
    await client.end();
  }
}
