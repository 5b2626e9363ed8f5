import { afterAll, beforeAll, expect, test } from 'vitest';

import { Database } from '../../platform/database/database.ts';
import { type ApiUnderTest, startApi } from '../support/api.ts';
import { createDatabase } from '../support/postgres.ts';

let api: ApiUnderTest;

beforeAll(async () => {
  api = await startApi();
});

afterAll(() => api.close());

const open = { headers: { authorization: '' } };

test('R-20 live: a process that answers lives, and needs no key to say so', async () => {
  const answer = await api.ask('GET', '/health/live', open);
  expect([answer.statusCode, answer.json()]).toEqual([200, { status: 'ok', checks: {} }]);
});

test('R-20 ready: every piece is named; of them only the database makes it a 503', async () => {
  const ready = async (on = api) => {
    const answer = await on.ask('GET', '/health/ready', open);
    return [answer.statusCode, answer.json()];
  };
  const up = { database: 'up', temporal: 'up', worker: 'up' };
  expect(await ready()).toEqual([200, { status: 'ok', checks: up }]);
  api.probe.answer = { temporal: true, worker: false };
  expect(await ready()).toEqual([200, { status: 'degraded', checks: { ...up, worker: 'down' } }]);
  const away = await startApi({ database: new Database({ databaseUrl: 'postgresql://nobody@127.0.0.1:1/none' }) });
  expect(await ready(away)).toEqual([503, { status: 'unavailable', checks: { ...up, database: 'down' } }]);
  await away.close();
});

test('R-20 R-02 ready: a database without our tables, or without the newest of our migrations, is a 503 until it has them', async () => {
  const database = new Database({ databaseUrl: await createDatabase() });
  const on = await startApi({ database });
  const ready = async () => {
    const answer = await on.ask('GET', '/health/ready', open);
    return [answer.statusCode, answer.json().status, answer.json().checks.database];
  };
  await database.query('ALTER TABLE _prisma_migrations RENAME TO elsewhere');
  expect(await ready()).toEqual([503, 'unavailable', 'outdated']);
  await database.query('ALTER TABLE elsewhere RENAME TO _prisma_migrations');
  const newest = `WHERE migration_name = (SELECT max(migration_name) FROM _prisma_migrations)`;
  await database.query(`UPDATE _prisma_migrations SET finished_at = NULL ${newest}`);
  expect(await ready()).toEqual([503, 'unavailable', 'outdated']);
  await database.query(`UPDATE _prisma_migrations SET finished_at = now() ${newest}`);
  expect(await ready()).toEqual([200, 'ok', 'up']);
  await on.app.close();
  await database.close();
});
