import { afterAll, beforeAll, expect, it } from 'vitest';

import { Database } from '../../platform/database/database.ts';
import { eventually } from '../support/eventually.ts';
import { createDatabase } from '../support/postgres.ts';

let database: Database;

beforeAll(async () => {
  database = new Database({ databaseUrl: await createDatabase() });
});

afterAll(() => database.close());

it('row 3 F-13 a connection that is lost between two statements of a transaction fails the next one, and ends no process', async () => {
  const lost = database.transaction(async (client) => {
    const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    const pid = rows[0]?.pid;
    await database.query('SELECT pg_terminate_backend($1)', [pid]);
    await eventually(async () => {
      expect(await database.query('SELECT 1 FROM pg_stat_activity WHERE pid = $1', [pid])).toEqual([]);
    });
    // The message of the end is read before anything is asked again.
    await new Promise((resolve) => setImmediate(resolve));
    await client.query('SELECT 1');
  });
  await expect(lost).rejects.toThrow();
  expect(await database.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
});
