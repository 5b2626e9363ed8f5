import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { type ApiUnderTest, startApi } from '../support/api.ts';
import { insertDelivery, insertMessage, insertRun } from '../support/rows.ts';

const DAY_MS = 86_400_000;
const notFound = { type: 'invalid_request_error', message: 'Run not found' };

let api: ApiUnderTest;

beforeAll(async () => {
  api = await startApi();
});

afterAll(() => api.close());

/** The ids of every run that a query lists. */
async function listed(query: string): Promise<string[]> {
  const { runs } = (await api.ask('GET', `/automations/runs?${query}`)).json();
  return runs.map(({ run_id }: { run_id: string }) => run_id);
}

describe('filters', () => {
  const made = { done: '', failed: '', waiting: '' };

  beforeAll(async () => {
    const on = (day: string) => ({ createdAt: new Date(day), automationId: `of-${day.slice(0, 10)}` });
    const recent = new Date(Date.now() - 10 * DAY_MS).toISOString().slice(0, 10);
    made.done = await insertRun(api.database, { ...on(`${recent}T23:59:59.999Z`), status: 'PROCESSED' });
    made.failed = await insertRun(api.database, { ...on(`${recent}T00:00:00.000Z`), status: 'ERROR' });
    made.waiting = await insertRun(api.database, { status: 'WAITING', automationId: 'x,y' });
  });

  const day = () => new Date(Date.now() - 10 * DAY_MS).toISOString().slice(0, 10);

  test('J-46 W-11 filters: statuses come joined by commas, repeated, or empty', async () => {
    const both = [made.done, made.failed];
    expect(await listed('status=PROCESSED,ERROR')).toEqual(both);
    expect(await listed('status=PROCESSED&status=ERROR')).toEqual(both);
    expect(await listed('status=ERROR&template_id=&cursor=&limit=')).toEqual([made.failed]);
    expect(await listed('status=')).toHaveLength(3);
    expect(await listed('status=SOMETHING_NEW')).toEqual([]);
  });

  test('J-46 filters: templates and dates, both ends included, a last date to its end', async () => {
    expect(await listed(`template_id=of-${day()},none`)).toEqual([made.done, made.failed]);
    expect(await listed(`start_date=${day()}&end_date=${day()}`)).toEqual([made.done, made.failed]);
    expect(await listed(`end_date=${day()}T00:00:00.000Z`)).toEqual([made.failed]);
    expect(await listed(`start_date=${day()}T23:59:59.999Z`)).toEqual([made.waiting, made.done]);
  });

  test.each(['yesterday', '18/08/2026', '2026-02-30', '1700000000', '20260818'])(
    'J-46 filters: the date %s is a 400',
    async (date) => {
      const answer = await api.ask('GET', `/automations/runs?start_date=${date}`);
      expect([answer.statusCode, answer.json().message]).toEqual([400, expect.stringMatching(/^start_date: /)]);
    },
  );

  test('W-11 queries: what cannot be read or stored is a 400', async () => {
    expect((await api.ask('GET', '/automations/runs?status=%00')).statusCode).toBe(400);
    expect((await api.ask('GET', '/automations/runs?status=%ff')).statusCode).toBe(400);
    expect((await api.ask('GET', '/automations/runs?__proto__=1&unknown=2')).statusCode).not.toBe(500);
  });
});

describe('pages', () => {
  let ids: string[];

  beforeAll(async () => {
    const at = new Date();
    const rows = Array.from({ length: 55 }, (_, index) => ({
      automationId: 'paged',
      createdAt: new Date(at.getTime() - Math.floor(index / 3) * 1000),
    }));
    for (const row of rows) await insertRun(api.database, row);
    ids = await listed('template_id=paged&limit=50');
  });

  test.each([
    ['', 20],
    ['limit=7', 7],
    ['limit=0', 1],
    ['limit=-3', 1],
    ['limit=1000', 50],
    ['limit=many', 20],
    ['limit=5.5', 20],
  ])('J-47 limit: "%s" gives %d', async (limit, count) => {
    expect(await listed(`template_id=paged&${limit}`)).toHaveLength(count);
  });

  test('J-48 pages: newest first, each run once, the cursor absent at the end', async () => {
    const seen: string[] = [];
    let cursor = '';
    do {
      const page = (await api.ask('GET', `/automations/runs?template_id=paged&limit=8&cursor=${cursor}`)).json();
      seen.push(...page.runs.map(({ run_id }: { run_id: string }) => run_id));
      if (page.runs.length < 8) expect(page).not.toHaveProperty('next_cursor');
      cursor = page.next_cursor;
    } while (cursor);
    expect(new Set(seen).size).toBe(55);
    expect(seen.slice(0, 50)).toEqual(ids);
  });

  test('J-48 pages: an item shows what the list promises and no more', async () => {
    const { runs } = (await api.ask('GET', '/automations/runs?template_id=paged&limit=1')).json();
    expect(runs[0]).toEqual({
      run_id: ids[0],
      status: 'PROCESSED',
      source: ['invoke/adhoc'],
      template_id: 'paged',
      created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]{12}Z$/),
    });
  });

  test('J-48 cursors: garbage, and the cursor of other filters, are a 400', async () => {
    const { next_cursor } = (await api.ask('GET', '/automations/runs?template_id=paged&limit=2')).json();
    const forged = Buffer.from('[1e99,"x","y"]').toString('base64url');
    const [, id, mark] = JSON.parse(Buffer.from(next_cursor, 'base64url').toString());
    const ancient = Buffer.from(JSON.stringify([-1e15, id, mark])).toString('base64url');
    for (const query of [
      'cursor=garbage',
      `cursor=${forged}`,
      `template_id=paged&limit=2&cursor=${ancient}`,
      `cursor=${next_cursor}&status=ERROR`,
    ]) {
      const answer = await api.ask('GET', `/automations/runs?${query}`);
      expect([answer.statusCode, answer.json().message]).toEqual([400, expect.stringMatching(/^cursor: /)]);
    }
  });
});

test('J-49 kinds: runs of another kind are neither listed nor found', async () => {
  const hidden = [
    await insertRun(api.database, { kind: 'message' }),
    await insertRun(api.database, { kind: 'journey' }),
  ];
  const ids = await listed('limit=50');
  for (const id of hidden) {
    expect(ids).not.toContain(id);
    expect((await api.ask('GET', `/automations/runs/${id}`)).json()).toEqual(notFound);
    expect((await api.ask('GET', `/automations/runs/${id}/steps`)).json()).toEqual(notFound);
  }
});

test('J-50 J-51 retention: a run is gone after 95 days, unless it is still active', async () => {
  const daysAgo = (days: number) => ({ createdAt: new Date(Date.now() - days * DAY_MS) });
  const gone = await insertRun(api.database, { ...daysAgo(96), status: 'PROCESSED' });
  const kept = await insertRun(api.database, { ...daysAgo(94), status: 'PROCESSED' });
  const active = await insertRun(api.database, { ...daysAgo(300), status: 'WAITING' });
  const statusOf = async (id: string, part = '') => (await api.ask('GET', `/automations/runs/${id}${part}`)).statusCode;
  expect([await statusOf(gone), await statusOf(gone, '/steps')]).toEqual([404, 404]);
  expect([await statusOf(kept), await statusOf(active), await statusOf(active, '/steps')]).toEqual([200, 200, 200]);
  expect(await listed(`end_date=${new Date(Date.now() - 90 * DAY_MS).toISOString()}`)).toEqual([kept, active]);
});

test('J-50 one run: an unknown one is the same 404 as any other that is not ours', async () => {
  const answer = await api.ask('GET', '/automations/runs/1-00000000-000000000000000000000000');
  expect([answer.statusCode, answer.json()]).toEqual([404, notFound]);
});

test('R-27 one run: what was accepted, under `run`', async () => {
  const automation = { cancelation_token: 'order-1', steps: [{ action: 'send', template: 'welcome' }] };
  const { runId } = (await api.ask('POST', '/automations/invoke', { body: { automation, recipient: 'ada' } })).json();
  const { run } = (await api.ask('GET', `/automations/runs/${runId}`)).json();
  expect(run).toMatchObject({
    run_id: runId,
    status: 'NOT PROCESSED',
    source: ['invoke/adhoc'],
    cancelation_token: 'order-1',
  });
  expect(run.updated_at).toBe(run.created_at);
  expect((await api.ask('GET', `/automations/runs/${runId}/steps`)).json()).toEqual({ steps: [] });
});

test('R-27 one run: it is stored whole, checked again after 5 s, and its start is asked for', async () => {
  const automation = { cancelation_token: 'order-2', steps: [{ action: 'send', template: 'welcome' }] };
  const body = { automation, recipient: 'ada', data: { a: 1 }, profile: { email: 'a@x.io' } };
  const { runId } = (await api.ask('POST', '/automations/invoke', { body })).json();
  const row = await api.database.prisma.run.findUniqueOrThrow({ where: { id: runId } });
  expect(row.context).toMatchObject({ data: { a: 1 }, profile: { email: 'a@x.io' }, recipient: 'ada' });
  expect(row.plan).toMatchObject({ v: 1, steps: [{ action: 'send' }] });
  expect(Number(row.checkAfter) - row.createdAt.getTime()).toBe(5_000);
  expect(api.workflows.started.find(({ id }) => id === runId)).toMatchObject({
    kind: 'automation',
    environmentId: 'one-test',
    skeleton: { v: 1, steps: [{ action: 'send' }] },
    recipient: 'ada',
    cancelationToken: 'order-2',
  });
});

test('A-08 invoke: what cannot be compiled is a 400, and nothing is stored or started', async () => {
  const before = await api.database.prisma.run.count();
  const started = api.workflows.started.length;
  for (const automation of [undefined, {}, { steps: [] }, { steps: 'send' }, { steps: [{}] }]) {
    const answer = await api.ask('POST', '/automations/invoke', { body: { automation } });
    expect([answer.statusCode, answer.json().message]).toEqual([400, expect.stringMatching(/^automation/)]);
  }
  expect(await api.database.prisma.run.count()).toBe(before);
  expect(api.workflows.started).toHaveLength(started);
});

test('R-30 steps: in order, with what they decided and every provider call', async () => {
  const at = new Date('2026-11-01T10:00:00.000Z');
  const moment = { createdAt: at, updatedAt: at };
  const runId = await insertRun(api.database, { status: 'WAITING' });
  const messageId = await insertMessage(api.database, { runId, stepOrder: 1 });
  const later = new Date(at.getTime() + 1000);
  await insertDelivery(api.database, messageId, {
    attempts: [
      { provider: 'smtp', outcome: 'deferred', answer: '451 try again', startedAt: at },
      { provider: 'smtp', startedAt: later },
    ],
  });
  const condition = { expression: 'data.a', values: { 'data.a': 0 }, result: false };
  await api.database.prisma.runStep.createMany({
    data: [
      {
        runId,
        order: 2,
        action: 'delay',
        stepId: 's3',
        status: 'WAITING',
        context: { wakes_at: '2026-12-01T09:00:00.000Z' },
        ...moment,
      },
      {
        runId,
        order: 0,
        action: 'send',
        stepId: 's1',
        status: 'SKIPPED',
        context: { reason: 'if', condition },
        ...moment,
      },
      { runId, order: 1, action: 'send', stepId: 's2', status: 'PROCESSED', messageId, context: {}, ...moment },
    ],
  });
  const { steps } = (await api.ask('GET', `/automations/runs/${runId}/steps`)).json();
  const times = { created_at: at.toISOString(), updated_at: at.toISOString() };
  expect(steps).toEqual([
    { action: 'send', step_id: 's1', status: 'SKIPPED', context: { reason: 'if', condition }, ...times },
    {
      action: 'send',
      step_id: 's2',
      status: 'PROCESSED',
      message_id: messageId,
      context: {
        attempts: [
          { provider: 'smtp', at: at.toISOString(), answer: '451 try again' },
          { provider: 'smtp', at: later.toISOString() },
        ],
      },
      ...times,
    },
    { action: 'delay', step_id: 's3', status: 'WAITING', context: { wakes_at: '2026-12-01T09:00:00.000Z' }, ...times },
  ]);
});
