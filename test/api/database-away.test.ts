import { afterAll, beforeAll, expect, test } from 'vitest';

import { isDatabaseAway } from '../../activities/ports/database-away.ts';
import { Database } from '../../platform/database/database.ts';
import { createDatabase } from '../support/postgres.ts';

let databaseUrl: string;
let other: Database;

beforeAll(async () => {
  databaseUrl = await createDatabase();
  other = new Database({ databaseUrl });
});

afterAll(() => other.close());

const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => 'no failure',
    (error: unknown) => error,
  );

/** The same statement by both ways that queries take. */
const ways: [string, (database: Database, text: string) => Promise<unknown>][] = [
  ['pg', (database, text) => database.query(text)],
  ['Prisma', (database, text) => database.prisma.$queryRawUnsafe(text)],
];

test.each(ways)('W-03 database: %s knows a server that stops in the middle of a statement', async (_, ask) => {
  const idle: Error[] = [];
  const database = new Database({ databaseUrl, onIdleError: (error) => idle.push(error) });
  const failure = failureOf(ask(database, 'SELECT count(*)::int AS lost FROM (SELECT pg_sleep(20)) AS s'));
  const end = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE '%AS lost%' AND pid <> pg_backend_pid()`;
  await expect.poll(async () => (await other.query(end)).length, { timeout: 10_000 }).toBe(1);
  expect(isDatabaseAway(await failure)).toBe(true);
  expect(await ask(database, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await database.close();
});

test.each(ways)('row 3 W-03 database: %s gives up after a second without a free connection', async (_, ask) => {
  const database = new Database({ databaseUrl, poolSize: 1 });
  const failure = await database.transaction(() => failureOf(ask(database, 'SELECT 1')));
  expect(isDatabaseAway(failure)).toBe(true);
  await database.close();
});

test.each(ways)('W-03 database: %s knows a statement that was canceled because it took too long', async (_, ask) => {
  const database = new Database({ databaseUrl, statementTimeoutMs: 100 });
  const text = 'SELECT count(*)::int AS slow FROM (SELECT pg_sleep(20)) AS s';
  expect(isDatabaseAway(await failureOf(ask(database, text)))).toBe(true);
  await database.close();
});

test.each(ways)('W-03 database: %s tells a wrong statement from a server that is away', async (_, ask) => {
  expect(isDatabaseAway(await failureOf(ask(other, 'SELECT nonsense')))).toBe(false);
});

test('row 3 W-03 database: a transaction that fails leaves nothing behind', async () => {
  const insert = `INSERT INTO workspace (id, name) VALUES ('half', 'Half')`;
  const failing = other.transaction(async (client) => {
    await client.query(insert);
    throw new Error('broken');
  });
  await expect(failing).rejects.toThrow('broken');
  expect(await other.prisma.workspace.count()).toBe(0);
});
