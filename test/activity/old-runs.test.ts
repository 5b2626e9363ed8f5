import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

import { OldRuns, type RunPlace } from '../../platform/database/runs/old-runs.ts';
import { type ApiUnderTest, startApi } from '../support/api.ts';
import { insertDelivery, insertMessage, insertRun } from '../support/rows.ts';

const DAY_MS = 86_400_000;
const old = () => new Date(Date.now() - 95 * DAY_MS - 60_000);
const young = () => new Date(Date.now() - 95 * DAY_MS + 60_000);

let api: ApiUnderTest;

beforeAll(async () => {
  api = await startApi();
});

beforeEach(() => api.database.query('TRUNCATE run, message CASCADE'));

afterAll(() => api.close());

/** What each page deleted and where it ended, to the end. */
async function pages(after?: RunPlace): Promise<{ rows: number; next?: RunPlace }[]> {
  const page = await new OldRuns(api.database).forget(after);
  return page.next ? [page, ...(await pages(page.next))] : [page];
}

async function forgetAll(): Promise<number> {
  return (await pages()).reduce((sum, { rows }) => sum + rows, 0);
}

const runs = async () =>
  (await api.database.query<{ id: string }>('SELECT id FROM run ORDER BY id')).map(({ id }) => id);

async function rowsOf(...tables: string[]): Promise<number[]> {
  const counts = tables.map((table) => api.database.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`));
  return (await Promise.all(counts)).map(([row]) => row?.n ?? 0);
}

test('J-51 retention: a run that ended is deleted after 95 days with all that is its own', async () => {
  const id = await insertRun(api.database, { createdAt: old() });
  await api.database.query(
    `INSERT INTO run_step (run_id, "order", action, step_id, status, created_at, updated_at) VALUES ($1, 0, 'send', 's', 'PROCESSED', now(), now())`,
    [id],
  );
  const message = await insertMessage(api.database, { runId: id, stepOrder: 0 });
  await insertDelivery(api.database, message, { attempts: [{ provider: 'smtp', outcome: 'sent', startedAt: old() }] });
  const kept = await insertRun(api.database, { createdAt: young() });
  await insertMessage(api.database, { runId: kept, stepOrder: 0 });
  expect(await forgetAll()).toBe(2);
  expect(await runs()).toEqual([kept]);
  expect(await rowsOf('run_step', 'message', 'delivery', 'attempt')).toEqual([0, 1, 0, 0]);
});

test.each(['NOT PROCESSED', 'PROCESSING', 'WAITING'])(
  'J-51 retention: a run that is %s stays, however old',
  async (status) => {
    const id = await insertRun(api.database, { createdAt: old(), status });
    expect([await forgetAll(), await runs()]).toEqual([0, [id]]);
  },
);

test('J-51 retention: a run stays while its cancel is to be told, or one of its messages or sends to a list waits', async () => {
  const canceled = await insertRun(api.database, { createdAt: old(), status: 'CANCELED', checkAfter: new Date() });
  const waiting = await insertRun(api.database, { createdAt: old(), kind: 'message' });
  await insertMessage(api.database, { runId: waiting, stepOrder: 0, status: 'DELAYED', checkAfter: new Date() });
  const sending = await insertRun(api.database, { createdAt: old() });
  const send = { runId: sending, stepOrder: 0, environmentId: 'one-test', messageId: 'm', fields: {}, bindings: {} };
  await api.database.prisma.listSend.create({ data: { ...send, checkAfter: new Date() } });
  expect([await forgetAll(), (await runs()).sort()]).toEqual([0, [canceled, waiting, sending].sort()]);
  await api.database.query('UPDATE list_send SET check_after = NULL');
  await api.database.query('UPDATE run SET check_after = NULL');
  await api.database.query('UPDATE message SET check_after = NULL');
  expect([await forgetAll(), await runs()]).toEqual([4, []]);
});

test('J-51 retention: goes by pages, whatever one run has of messages, and through every environment', async () => {
  const spread = await insertRun(api.database, { createdAt: old() });
  await api.database.query(
    `INSERT INTO message (id, environment_id, run_id, step_order, recipient, status, enqueued_at, updated_at)
     SELECT 'm' || n, 'one-test', $1, 0, 'ada', 'SENT', now(), now() FROM generate_series(1, 2500) AS n`,
    [spread],
  );
  await insertRun(api.database, { createdAt: old(), environmentId: 'two-test', kind: 'message' });
  const deleted = (await pages()).map(({ rows }) => rows);
  expect(deleted.filter((rows) => rows > 0)).toEqual([1_000, 1_000, 501, 1]);
  expect(await rowsOf('run', 'message')).toEqual([0, 0]);
});

test('J-51 retention: passes what sleeps once, a hundred at a time, and finds what ended behind and among it', async () => {
  await api.database.query(
    `INSERT INTO run (id, environment_id, kind, source, context, plan, status, created_at, updated_at)
     SELECT 'r' || 1000 + n, 'one-test', 'automation', '{}', '{}', '{}', CASE n WHEN 50 THEN 'PROCESSED' WHEN 250 THEN 'ERROR' ELSE 'WAITING' END,
       now() - interval '96 days' + CASE WHEN n > 120 THEN interval '1 ms' ELSE interval '0' END, now() FROM generate_series(1, 250) AS n`,
  );
  const passed = (await pages()).filter(({ next }) => next?.environmentId === 'one-test' && next.kind === 'automation');
  const ends = passed.map(({ rows, next }) => [rows, next?.id]);
  expect(ends).toEqual([
    [0, ''],
    [1, 'r1100'],
    [0, 'r1200'],
    [1, 'r1250'],
  ]);
  expect(await rowsOf('run')).toEqual([248]);
});
