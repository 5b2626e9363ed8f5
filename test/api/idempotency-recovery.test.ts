import Courier from '@trycourier/courier';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { messageIdOf } from '../../activities/deliver/message-id.ts';
import { Idempotency } from '../../platform/database/idempotency.ts';
import { newRunId } from '../../platform/ids.ts';
import { type ApiUnderTest, keys, startApi } from '../support/api.ts';
import { insertMessage, insertRun } from '../support/rows.ts';

let api: ApiUnderTest;

beforeAll(async () => {
  api = await startApi();
});

afterAll(() => api.close());

beforeEach(async () => {
  await api.database.query('TRUNCATE run, message, idempotency CASCADE');
  api.workflows.started.length = 0;
});

const ask = (url = '/automations/invoke', data: object = {}) => {
  const body = url === '/automations/invoke' ? { automation: { steps: [{ action: 'delay' }] }, data } : undefined;
  return api.ask('POST', url, { body, headers: { 'idempotency-key': 'k' } });
};

/** Makes the only key look as if its request's process had died before it stored the answer. */
const die = () => api.database.query('UPDATE idempotency SET status = NULL, headers = NULL, body = NULL');
/** Lets a minute pass for the only key. */
const aMinuteLater = () =>
  api.database.query(`UPDATE idempotency SET locked_until = locked_until - interval '60 seconds'`);

const runIds = async () => (await api.database.prisma.run.findMany()).map(({ id }) => id);

describe('requests at once', () => {
  test('row 22 W-44 of 100 requests at once one makes a run; the others get its answer, or are told to ask again', async () => {
    const answers = await Promise.all(Array.from({ length: 100 }, () => ask()));
    const { runId } = (await ask()).json();
    for (const answer of answers) {
      // A slow machine runs out of connections: that is a 503, and asking again is right then too.
      expect([200, 409, 503]).toContain(answer.statusCode);
      if (answer.statusCode === 200) expect(answer.json()).toEqual({ runId });
    }
    expect([await runIds(), api.workflows.started.map(({ id }) => id)]).toEqual([[runId], [runId]]);
  });

  test('W-04 W-44 a 409 of a key in flight says to ask again, and when', async () => {
    await ask();
    await die();
    const { statusCode, headers, body } = await ask();
    expect(statusCode).toBe(409);
    expect(JSON.parse(body)).toEqual({
      type: 'invalid_request_error',
      message: 'A request with this Idempotency-Key is still being carried out',
    });
    expect(headers['x-should-retry']).toBe('true');
    expect(Number(headers['retry-after-ms'])).toBeGreaterThan(0);
  });

  test('W-43 W-44 a 409 of a key in flight is not stored: the SDK asks again and gets the first answer', async () => {
    const { runId } = (await ask()).json();
    const [kept] = await api.database.prisma.idempotency.findMany();
    await die();
    await api.app.listen(0, '127.0.0.1');
    const statuses: number[] = [];
    const courier = new Courier({
      apiKey: keys.test,
      baseURL: await api.app.getUrl(),
      fetch: async (...request) => {
        const response = await fetch(...request);
        statuses.push(response.status);
        await api.database.query('UPDATE idempotency SET status = $1, body = $2, headers = $3', [
          kept?.status,
          kept?.body,
          kept?.headers,
        ]);
        return response;
      },
    });
    const automation = { steps: [{ action: 'delay' as const }] };
    const headers = { 'Idempotency-Key': 'k' };
    expect(await courier.automations.invoke.invokeAdHoc({ automation }, { headers })).toEqual({ runId });
    expect(statuses).toEqual([409, 200]);
  });
});

describe('a first request that died with its process', () => {
  test('row 22 W-44 after its run was committed: for a minute a 409, then that run is the answer and is not started twice', async () => {
    const { runId } = (await ask('/automations/invoke', { a: 1 })).json();
    await die();
    await api.database.query(`UPDATE idempotency SET locked_until = locked_until - interval '55 seconds'`);
    expect((await ask()).statusCode).toBe(409);
    await api.database.query(`UPDATE idempotency SET locked_until = locked_until - interval '5 seconds'`);
    const retry = await ask('/automations/invoke', { a: 2 });
    expect([retry.statusCode, retry.json()]).toEqual([200, { runId }]);
    expect([await runIds(), api.workflows.started.length]).toEqual([[runId], 1]);
    const run = await api.database.prisma.run.findUniqueOrThrow({ where: { id: runId } });
    expect(run.context).toMatchObject({ data: { a: 1 } });
    expect((await ask()).json()).toEqual({ runId });
  });

  test('W-44 before its run was committed: after a minute the retry makes it, once, whoever asks at once', async () => {
    await ask();
    await die();
    await api.database.query('TRUNCATE run CASCADE');
    api.workflows.started.length = 0;
    expect((await ask()).statusCode).toBe(409);
    await aMinuteLater();
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask()));
    const [runId, ...others] = await runIds();
    expect([others, api.workflows.started.map(({ id }) => id)]).toEqual([[], [runId]]);
    const taken = answers.filter(({ statusCode }) => statusCode === 200).map((answer) => answer.json());
    expect(new Set(taken.map((answer) => answer.runId))).toEqual(new Set([runId]));
    expect((await ask()).json()).toEqual({ runId });
  });

  test('W-32 W-44 of a resend: the retry finds its message instead of being too early', async () => {
    const steps = [{ id: 's', action: 'send', fields: { template: 't' }, ahead: { templates: ['t'], users: [] } }];
    const original = await insertRun(api.database, { plan: { v: 1, steps } });
    const url = `/messages/${await insertMessage(api.database, { runId: original, stepOrder: 0 })}/resend`;
    const { messageId } = (await ask(url)).json();
    await die();
    await aMinuteLater();
    const retry = await ask(url);
    expect([retry.statusCode, retry.json()]).toEqual([200, { messageId }]);
    const [runId, ...others] = (await runIds()).filter((id) => id !== original);
    expect([others, messageIdOf(runId ?? '', 0)]).toEqual([[], messageId]);
    expect(api.workflows.started).toHaveLength(1);
  });

  test('W-44 that was only slow: what it says after it was overtaken is not stored', async () => {
    const store = new Idempotency(api.database);
    const [slow, quick] = ['slow', 'quick'].map((holder) => ({ environmentId: 'one-test', key: 'k', holder }));
    if (!slow || !quick) throw new Error('two requests');
    const runId = newRunId(new Date());
    const reserve = (request: typeof slow) => store.reserve(request, newRunId(new Date()), 1e9);
    expect(await store.reserve(slow, runId, 1e9)).toEqual({ state: 'reserved', runId });
    expect(await reserve(quick)).toEqual({ state: 'in flight' });
    await aMinuteLater();
    expect(await reserve(quick)).toEqual({ state: 'reserved', runId });
    await store.store(slow, { status: 500, headers: {} });
    await store.giveBack(slow);
    expect(await reserve(slow)).toEqual({ state: 'in flight' });
    const answer = { status: 200, headers: { 'content-type': 'text/plain' }, body: Buffer.from([0, 255, 10]) };
    await store.store(quick, answer);
    await store.giveBack(quick);
    expect(await reserve(slow)).toEqual({ state: 'answered', answer });
  });
});

test('W-43 W-44 a 503 whose run was committed all the same: the retry is carried out at once and finds it', async () => {
  const { pool } = api.database;
  const query = pool.query.bind(pool) as (...given: unknown[]) => Promise<unknown>;
  /** The connection is lost between PostgreSQL's commit and its answer. */
  const losesAnswer = async (...given: unknown[]) => {
    const result = await query(...given);
    if (!String(given[0]).includes('INSERT INTO run ')) return result;
    Object.assign(pool, { query });
    throw Object.assign(new Error('connection failure'), { code: '08006' });
  };
  Object.assign(pool, { query: losesAnswer });
  expect((await ask()).statusCode).toBe(503);
  const [runId] = await runIds();
  const retry = await ask();
  expect([retry.statusCode, retry.json()]).toEqual([200, { runId }]);
  expect(await runIds()).toEqual([runId]);
});
