import { execFile } from 'node:child_process';
import { appendFile, cp, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { outbox } from '../../activities/deliver/providers/outbox.ts';
import { ensureWorkspace } from '../../platform/database/ensure-workspace.ts';
import { migrate } from '../../platform/database/migrate.ts';
import { keyHash } from '../../platform/key-hash.ts';
import { createDatabase, createEmptyDatabase } from '../support/postgres.ts';
import { newFolder } from '../support/programs.ts';

const MIGRATIONS = 'prisma/migrations';
/** As any release could have written it. */
const OLD_RUN = `INSERT INTO run (id, environment_id, kind, mock, context, plan, status, created_at, updated_at, check_after)
  VALUES ('old', 'e', 'automation', false, '{}', '{}', 'WAITING', now(), now(), now())`;
const run = promisify(execFile);
let folder: string;

async function rows(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(url);
  await client.connect();
  const { rows } = await client.query(text);
  await client.end();
  return rows;
}

async function addMigration(name: string, sql: string): Promise<void> {
  await mkdir(join(folder, name), { recursive: true });
  await writeFile(join(folder, name, 'migration.sql'), sql);
}

beforeEach(async () => {
  folder = newFolder();
  await cp(MIGRATIONS, folder, { recursive: true });
});

afterEach(() => rm(folder, { recursive: true }));

describe('R-02 migrate', () => {
  it('R-02 migrate: brings an empty database to this release, once', async () => {
    const url = await createEmptyDatabase();
    expect(await migrate(url, MIGRATIONS)).toContain('0001_init');
    expect(await migrate(url, MIGRATIONS)).toEqual([]);
    expect(await rows(url, 'SELECT * FROM run')).toEqual([]);
  });

  it('R-02 migrate: of processes that migrate at once, one does it', async () => {
    const url = await createEmptyDatabase();
    const applied = await Promise.all([1, 2, 3].map(() => migrate(url, MIGRATIONS)));
    expect(applied.filter((names) => names.length > 0)).toHaveLength(1);
  });

  it('R-02 migrate: refuses a migration that was edited after it was applied', async () => {
    const url = await createDatabase();
    await appendFile(join(folder, '0001_init/migration.sql'), '-- changed');
    await expect(migrate(url, folder)).rejects.toThrow('migration 0001_init was edited after it was applied');
  });

  /** An empty database as these migrations leave it. */
  async function earlierDatabase(names: readonly string[]): Promise<string> {
    const earlier = newFolder();
    for (const name of names) await cp(join(MIGRATIONS, name), join(earlier, name), { recursive: true });
    const url = await createEmptyDatabase();
    await migrate(url, earlier);
    await rm(earlier, { recursive: true });
    return url;
  }

  const migrations = async () => (await readdir(MIGRATIONS)).filter((name) => /^\d/.test(name)).sort();

  it('R-01 migrate: the data of every earlier state of the schema is brought here, and stays', async () => {
    const names = await migrations();
    for (const count of names.keys()) {
      if (count === 0) continue;
      const url = await earlierDatabase(names.slice(0, count));
      await rows(url, OLD_RUN);
      expect(await migrate(url, MIGRATIONS)).toEqual(names.slice(count));
      expect(await rows(url, 'SELECT id, status FROM run')).toEqual([{ id: 'old', status: 'WAITING' }]);
    }
  });

  it('J-07 migrate: the nodes of what is published become their journey’s own, those within branches too', async () => {
    const url = await earlierDatabase((await migrations()).filter((name) => name < '0018'));
    const branch = { id: 'b', paths: [{ nodes: [{ id: 'p' }] }], default: { nodes: [{ id: 'd' }] } };
    const published = JSON.stringify({ name: 'J', nodes: [{ id: 't' }, branch] });
    await rows(
      url,
      `INSERT INTO journey (environment_id, id, draft, node_ids, published_version, creator) VALUES ('e', 'j', '{}', '{t,x}', 2, 'c');
       INSERT INTO journey_version (environment_id, journey_id, number, body, creator)
       VALUES ('e', 'j', 1, '{"name":"J","nodes":[{"id":"old"}]}', 'c'), ('e', 'j', 2, '${published}', 'c')`,
    );
    await migrate(url, MIGRATIONS);
    const ids = await rows(url, 'SELECT unnest(node_ids) AS id FROM journey ORDER BY 1');
    expect(ids.map(({ id }) => id)).toEqual(['b', 'd', 'p', 't', 'x']);
  });

  it('R-01 migrate: a database of a later release is left alone, and told what it needs', async () => {
    const url = await createDatabase();
    await addMigration('9999_later', 'CREATE TABLE later (id INT)');
    await migrate(url, folder);
    await expect(migrate(url, MIGRATIONS)).rejects.toThrow(
      'the database has 9999_later, of a later release: run that one',
    );
  });

  it('R-02 migrate: a failed migration leaves nothing of itself and stops the next try', async () => {
    const url = await createDatabase();
    await addMigration('9999_broken', 'CREATE TABLE half (id INT); SELECT nonsense;');
    await expect(migrate(url, folder)).rejects.toThrow(/migration 9999_broken failed: column "nonsense"/);
    await expect(migrate(url, folder)).rejects.toThrow('migration 9999_broken failed earlier');
    await expect(rows(url, 'SELECT * FROM half')).rejects.toThrow(/does not exist/);
  });

  it("R-02 migrate: Prisma's own command line finds the database up to date, and the schema the same", async () => {
    const env = { ...process.env, DATABASE_URL: await createDatabase() };
    const prisma = (...args: string[]) =>
      run(process.execPath, ['node_modules/prisma/build/index.js', ...args], { env });
    expect((await prisma('migrate', 'status')).stdout).toContain('up to date');
    const diff = [
      'migrate',
      'diff',
      '--from-migrations',
      MIGRATIONS,
      '--to-schema',
      'prisma/schema.prisma',
      '--exit-code',
    ];
    await prisma(...diff);
  });

  it('R-02 migrate: the command makes sure of the key, without an outbox', async () => {
    const env = {
      ...process.env,
      DATABASE_URL: await createEmptyDatabase(),
      ANGARIUM_API_KEY: 'pk_prod_of_the_command',
    };
    const { stdout } = await run(process.execPath, ['dist/apps/local/migrate.js'], { env });
    expect(stdout).toContain('applied migration 0001_init');
    const keys = await rows(env.DATABASE_URL, 'SELECT environment_id, hash FROM api_key');
    expect(keys).toEqual([{ environment_id: 'production', hash: keyHash('pk_prod_of_the_command') }]);
    expect(await rows(env.DATABASE_URL, 'SELECT * FROM provider')).toEqual([]);
  });

  it('R-02 migrate: the command says that DATABASE_URL is missing', async () => {
    const env = { ...process.env, DATABASE_URL: '' };
    const failed = run(process.execPath, ['dist/apps/local/migrate.js'], { env });
    await expect(failed).rejects.toMatchObject({ code: 1, stderr: 'Migrating failed: DATABASE_URL: must be set\n' });
  });
});

describe('R-01 the first workspace', () => {
  it('R-01 workspace: starts at once make one workspace, two environments, one key', async () => {
    const url = await createDatabase();
    const pool = new pg.Pool({ connectionString: url });
    await Promise.all([1, 2, 3, 4].map(() => ensureWorkspace(pool, { apiKey: 'pk_test_first', outbox: true })));
    await pool.end();
    expect(await rows(url, 'SELECT id FROM workspace')).toEqual([{ id: 'default' }]);
    expect(await rows(url, 'SELECT id, kind FROM environment ORDER BY id')).toEqual([
      { id: 'production', kind: 'production' },
      { id: 'test', kind: 'test' },
    ]);
    const keys = await rows(url, 'SELECT environment_id, hash FROM api_key');
    expect(keys).toEqual([{ environment_id: 'test', hash: keyHash('pk_test_first') }]);
  });

  it.each([
    ['pk_test_a', 'test'],
    ['pk_prod_a', 'production'],
    ['dk_prod_a', 'production'],
    ['anything', 'test'],
  ])('R-01 workspace: the key %s belongs to %s', async (apiKey, environment) => {
    const url = await createDatabase();
    const pool = new pg.Pool({ connectionString: url });
    await ensureWorkspace(pool, { apiKey, outbox: false });
    await pool.end();
    expect(await rows(url, 'SELECT environment_id FROM api_key')).toEqual([{ environment_id: environment }]);
  });

  it('R-01 workspace: the outbox comes with a new environment, and stays away when deleted', async () => {
    const url = await createDatabase();
    const pool = new pg.Pool({ connectionString: url });
    await ensureWorkspace(pool, { outbox: true });
    const outboxes = await rows(url, 'SELECT id, channels FROM provider ORDER BY id');
    const { channels } = outbox;
    expect(outboxes).toEqual([
      { id: 'outbox-production', channels },
      { id: 'outbox-test', channels },
    ]);
    await pool.query(`DELETE FROM provider WHERE id = 'outbox-test'`);
    await ensureWorkspace(pool, { outbox: true });
    await pool.end();
    expect(await rows(url, `SELECT id FROM provider WHERE id = 'outbox-test'`)).toEqual([]);
  });
});
