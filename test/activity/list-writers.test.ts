import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { AdHocInvoke } from '../../language/automation.ts';
import { compileAutomation } from '../../language/compile/compile.ts';
import { Database } from '../../platform/database/database.ts';
import { ensureWorkspace } from '../../platform/database/ensure-workspace.ts';
import { Subscriptions } from '../../platform/database/lists/subscriptions.ts';
import { DatabaseRuns } from '../../platform/database/runs/database-runs.ts';
import { RunIntake } from '../../platform/database/runs/run-intake.ts';
import { newRunId } from '../../platform/ids.ts';
import { eventually } from '../support/eventually.ts';
import { Gate } from '../support/gate.ts';
import { createDatabase } from '../support/postgres.ts';

const environmentId = 'test';
const STATEMENT_TIMEOUT_MS = 3_000;

let database: Database;
let subscriptions: Subscriptions;
let other: pg.Client;

beforeAll(async () => {
  const databaseUrl = await createDatabase();
  database = new Database({ databaseUrl, statementTimeoutMs: STATEMENT_TIMEOUT_MS });
  subscriptions = new Subscriptions(database);
  await ensureWorkspace(database.pool, { apiKey: 'pk_test_writers', outbox: false });
  other = new pg.Client(databaseUrl);
  await other.connect();
});

afterAll(async () => {
  await other.end();
  await database.close();
});

const pairOf = (listId: string, userId: string) => ({ listId, userId, preferences: { of: userId } });

const countOf = async (listId: string) =>
  (
    await database.query<{ count: number }>(
      'SELECT count(*)::int FROM subscription WHERE list_id = $1 AND ended_at IS NULL',
      [listId],
    )
  )[0]?.count;

/** A subscribe step's record, of a run of its own. */
async function stepThatSubscribes(
  listId: string,
  userId: string,
  { environmentId = 'test', runs = new DatabaseRuns(database.pool) } = {},
) {
  const steps = [{ action: 'subscribe', list_id: listId, recipient_id: userId }];
  const { plan, context } = compileAutomation(AdHocInvoke.parse({ automation: { steps } }), 0);
  const id = newRunId(new Date());
  await new RunIntake(database).accept({
    id,
    environmentId,
    kind: 'automation',
    source: [],
    mock: false,
    context,
    plan,
  });
  const call = { runId: id, order: 0, at: Date.now() };
  const subscription = { environmentId, ...pairOf(listId, userId) };
  const outcome = { kind: 'processed' as const };
  return () =>
    runs.record({
      call,
      outcome,
      status: 'PROCESSED',
      runStatus: 'PROCESSED',
      context: {},
      subscription,
    });
}

describe('writers of a list', () => {
  beforeEach(async () => {
    await subscriptions.add(environmentId, ['held'], [pairOf('held', 'ada')], 'keep');
    await other.query('BEGIN');
    await other.query(`SELECT FROM recipient_list WHERE id = 'held' FOR NO KEY UPDATE`);
  });

  afterEach(() => other.query('ROLLBACK'));

  const writers: [string, () => Promise<() => Promise<unknown>>][] = [
    ['adds', async () => () => subscriptions.add(environmentId, ['held'], [pairOf('held', 'ada')], 'update')],
    ['replaces', async () => () => subscriptions.replace(environmentId, 'held', [pairOf('held', 'bob')])],
    ['ends', async () => () => subscriptions.end(environmentId, 'ada')],
    ['is a step', () => stepThatSubscribes('held', 'ada')],
  ];

  it.each(writers)('U-07 who %s waits for the list before it has any subscription', async (_, begin) => {
    const write = await begin();
    const written = write();
    await eventually(async () => {
      const waiting = await database.query(
        `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      );
      expect(waiting).toHaveLength(1);
    });
    await other.query(`SET LOCAL lock_timeout = '500ms'`);
    await other.query(`UPDATE subscription SET preferences = NULL WHERE list_id = 'held' AND ended_at IS NULL`);
    await other.query('COMMIT');
    await written;
  });

  it.each(writers)(
    'U-07 F-13 who %s gives up when others write the list for long, and holds nothing',
    async (_, begin) => {
      const write = await begin();
      await expect(write()).rejects.toMatchObject({ code: '55P03' });
      await other.query('ROLLBACK');
      await write();
    },
  );
});

it('U-07 W-22 steps of two environments whose lists have one id do not wait for each other', async () => {
  const runs = new DatabaseRuns(database.pool);
  await subscriptions.add('test', ['shared'], [pairOf('shared', 'ada')], 'keep');
  await other.query('BEGIN');
  await other.query(`SELECT FROM recipient_list WHERE id = 'shared' FOR NO KEY UPDATE`);
  const waiting = (await stepThatSubscribes('shared', 'bob', { runs }))();
  await (await stepThatSubscribes('shared', 'bob', { runs, environmentId: 'production' }))();
  expect(await countOf('shared')).toBe(2);
  await other.query('ROLLBACK');
  await waiting;
});

it('U-07 many writers of the same lists and users at once: nobody is refused', async () => {
  const lists = ['m.a', 'm.b', 'm.c'];
  const users = Array.from({ length: 40 }, (_, index) => `m${index}`);
  const steps = await Promise.all(
    lists.flatMap((list) => users.slice(0, 3).map((user) => stepThatSubscribes(list, user))),
  );
  const all = (list: string) => users.map((user) => pairOf(list, user));
  await Promise.all([
    ...steps.map((write) => write()),
    ...lists.flatMap((list) => [
      subscriptions.replace(environmentId, list, all(list)),
      subscriptions.add(environmentId, [list], all(list).reverse(), 'update'),
    ]),
    ...users.slice(0, 5).flatMap((user) => [
      subscriptions.add(
        environmentId,
        [...lists].reverse(),
        lists.map((list) => pairOf(list, user)),
        'update',
      ),
      subscriptions.end(environmentId, user),
    ]),
  ]);
  for (const list of lists) expect(await countOf(list)).toBeGreaterThan(30);
});

it('W-30 U-07 an overwrite of very many takes no statement longer than it may be', { timeout: 120_000 }, async () => {
  const { connectionString: databaseUrl = '' } = database.pool.options;
  const hasty = new Database({ databaseUrl, statementTimeoutMs: 1_500 });
  const large = new Subscriptions(hasty);
  const given = Array.from({ length: 100_000 }, (_, index) => ({ listId: 'large', userId: `large-${index}` }));
  await large.replace(environmentId, 'large', given);
  expect(await countOf('large')).toBe(100_000);
  await large.replace(environmentId, 'large', [{ listId: 'large', userId: 'large-5' }]);
  expect(await countOf('large')).toBe(1);
  await hasty.close();
});

it('U-07 of a pair that stands twice the last counts, however far apart they are', async () => {
  const between = Array.from({ length: 6_000 }, (_, index) => ({ listId: 'twice', userId: `twice-${index}` }));
  const given = [{ ...pairOf('twice', 'ada'), preferences: { n: 1 } }, ...between, { listId: 'twice', userId: 'ada' }];
  await subscriptions.add(environmentId, ['twice'], given, 'keep');
  const [ada] = await database.query(
    `SELECT preferences FROM subscription WHERE list_id = 'twice' AND user_id = 'ada'`,
  );
  expect(ada).toEqual({ preferences: null });
});

it('F-13 transactions that wait for each other are both carried out', async () => {
  await database.query('CREATE TABLE pair (id int PRIMARY KEY, count int)');
  await database.query('INSERT INTO pair VALUES (1, 0), (2, 0)');
  let tries = 0;
  const gates = [new Gate(), new Gate()] as const;
  const both = [
    { gate: gates[0], ids: [1, 2] },
    { gate: gates[1], ids: [2, 1] },
  ].map(({ gate, ids: [one, two] }) =>
    database.transaction(async (client) => {
      tries += 1;
      await client.query('UPDATE pair SET count = count + 1 WHERE id = $1', [one]);
      await gate.pass();
      await client.query('UPDATE pair SET count = count + 1 WHERE id = $1', [two]);
    }),
  );
  for (const { reached } of gates) await reached;
  for (const { open } of gates) open();
  await Promise.all(both);
  expect(tries).toBeGreaterThan(2);
  expect(await database.query('SELECT count FROM pair')).toEqual([{ count: 2 }, { count: 2 }]);
});
