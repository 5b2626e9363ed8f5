import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Throws, with what to do, when a cluster was made by another major version of PostgreSQL than this program's: it cannot be read. */
export async function mustFit(cluster: string, postgres: string): Promise<void> {
  const made = (await readFile(join(cluster, 'PG_VERSION'), 'utf8')).trim();
  const { stdout } = await run(postgres, ['--version']);
  const [, ours = ''] = /(\d+)/.exec(stdout) ?? [];
  if (made === ours) return;
  const advice =
    'start the Angarium that made it, copy its database with pg_dump, and restore that into a folder of its own (ANGARIUM_DATA_DIR)';
  throw new Error(`${dirname(cluster)} was made by PostgreSQL ${made}, and this Angarium has ${ours}: ${advice}`);
}
