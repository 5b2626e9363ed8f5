import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { Prisma } from '../../platform/database/generated/client.ts';
import { type ApiUnderTest, keys, startApi } from '../support/api.ts';
import { publishedJourney } from '../support/api-journeys.ts';
import { insertRun } from '../support/rows.ts';

const DAY_MS = 86_400_000;
const notFound = { type: 'invalid_request_error', message: 'Run not found' };

let api: ApiUnderTest;

beforeAll(async () => {
  api = await startApi();
});

afterAll(() => api.close());

const insert = (changes: Partial<Prisma.RunCreateInput> = {}) =>
  insertRun(api.database, { kind: 'journey', source: ['invoke/j'], automationId: 'j', ...changes });

const page = async (query = '') => (await api.ask('GET', `/journeys/runs?${query}`)).json();
const listed = async (query = ''): Promise<string[]> =>
  (await page(query)).runs.map(({ run_id }: { run_id: string }) => run_id);

/** A step of the run, the first one unless told otherwise. */
async function step(runId: string, changes: Partial<Prisma.RunStepUncheckedCreateInput> = {}): Promise<void> {
  const at = new Date('2026-11-01T10:00:00.000Z');
  const row = {
    runId,
    order: 0,
    action: 'trigger',
    stepId: 'start',
    status: 'PROCESSED',
    createdAt: at,
    updatedAt: at,
  };
  await api.database.prisma.runStep.create({ data: { ...row, ...changes } });
}

const stepsOf = async (runId: string) => (await api.ask('GET', `/journeys/runs/${runId}/steps`)).json().steps;

describe('lists', () => {
  test('J-46 filters: statuses, journeys, and a span with both ends in it', async () => {
    const on = (day: string) => ({ createdAt: new Date(day), automationId: `of-${day.slice(5, 10)}` });
    const first = await insert(on('2026-11-01T00:00:00Z'));
    const second = await insert({ ...on('2026-11-02T23:59:59.999Z'), status: 'THROTTLED' });
    const third = await insert({ ...on('2026-11-03T00:00:00Z'), status: 'ERROR' });
    const span = 'start_date=2026-11-01&end_date=2026-11-02';
    expect(await listed(span)).toEqual([second, first]);
    expect(await listed('start_date=2026-11-02T23:59:59.999Z&end_date=2026-11-03')).toEqual([third, second]);
    expect(await listed('status=ERROR,THROTTLED&template_id=of-11-02,of-11-03')).toEqual([third, second]);
    expect(await listed('status=NO SUCH STATUS')).toEqual([]);
    expect((await api.ask('GET', '/journeys/runs?start_date=yesterday')).statusCode).toBe(400);
  });

  test.each([
    ['', 20],
    ['limit=7', 7],
    ['limit=0', 1],
    ['limit=1000', 50],
    ['limit=many', 20],
  ])('J-47 limit: "%s" gives %d', async (limit, count) => {
    if ((await listed('template_id=many&limit=50')).length < 50)
      for (let made = 0; made < 55; made++) await insert({ automationId: 'many' });
    expect(await listed(`template_id=many&${limit}`)).toHaveLength(count);
  });

  test('J-48 pages go forth and back, and end without a cursor', async () => {
    const at = Date.now();
    const ids: string[] = [];
    for (let made = 0; made < 10; made++)
      ids.push(await insert({ automationId: 'both-ways', createdAt: new Date(at - Math.floor(made / 3) * 1000) }));
    const query = 'template_id=both-ways&limit=4';
    const all = await listed('template_id=both-ways&limit=50');
    expect([...all].sort()).toEqual([...ids].sort());
    const first = await page(query);
    const second = await page(`${query}&cursor=${first.next_cursor}`);
    const third = await page(`${query}&cursor=${second.next_cursor}`);
    const idsOf = ({ runs }: { runs: { run_id: string }[] }) => runs.map(({ run_id }) => run_id);
    expect([...idsOf(first), ...idsOf(second), ...idsOf(third)]).toEqual(all);
    expect(first).not.toHaveProperty('prev_cursor');
    expect(third).not.toHaveProperty('next_cursor');
    const back = await page(`${query}&cursor=${third.prev_cursor}`);
    expect(idsOf(back)).toEqual(idsOf(second));
    const begin = await page(`${query}&cursor=${back.prev_cursor}`);
    expect(idsOf(begin)).toEqual(idsOf(first));
    expect(begin).not.toHaveProperty('prev_cursor');
    expect(idsOf(await page(`${query}&cursor=${begin.next_cursor}`))).toEqual(idsOf(second));
    for (const cursor of ['garbage', '-', '-garbage', `${first.next_cursor}x`, `-${second.prev_cursor}`]) {
      const answer = await api.ask('GET', `/journeys/runs?${query}&cursor=${cursor}`);
      expect([cursor, answer.statusCode]).toEqual([cursor, 400]);
    }
    const others = await api.ask('GET', `/journeys/runs?limit=4&cursor=${third.prev_cursor}`);
    expect(others.statusCode).toBe(400);
  });

  test('J-48 an item shows what the list promises and no more', async () => {
    const id = await insert({ automationId: 'shown', cancelationToken: 't' });
    expect((await page('template_id=shown')).runs).toEqual([
      {
        run_id: id,
        status: 'PROCESSED',
        source: ['invoke/j'],
        template_id: 'shown',
        created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]{12}Z$/),
      },
    ]);
  });
});

describe('one run', () => {
  test('J-40 J-50 what was accepted, under `run`, with its token', async () => {
    const id = await publishedJourney(api, { cancelation_token: 'order-{{data.order}}' });
    const body = { user_id: 'ada', data: { order: 7 } };
    const { runId } = (await api.ask('POST', `/journeys/${id}/invoke`, { body })).json();
    const { run } = (await api.ask('GET', `/journeys/runs/${runId}`)).json();
    expect(run).toEqual({
      run_id: runId,
      status: 'NOT PROCESSED',
      source: [`invoke/${id}`],
      template_id: id,
      cancelation_token: 'order-7',
      created_at: run.updated_at,
      updated_at: run.created_at,
    });
    expect(await stepsOf(runId)).toEqual([]);
  });

  test.each(['PROCESSING', 'PROCESSED', 'WAITING', 'CANCELED', 'ERROR', 'THROTTLED', 'NOT PROCESSED'])(
    'J-40 a run that is %s says so',
    async (status) => {
      const id = await insert({ status });
      expect((await api.ask('GET', `/journeys/runs/${id}`)).json().run.status).toBe(status);
    },
  );

  test('J-49 J-50 runs of automations, of messages and of others are the same 404', async () => {
    const hidden = [
      await insertRun(api.database),
      await insertRun(api.database, { kind: 'message' }),
      await insert({ environmentId: 'one-production' }),
      await insert({ environmentId: 'two-test' }),
      'unknown',
    ];
    const ids = await listed('limit=50');
    for (const id of hidden) {
      expect(ids).not.toContain(id);
      for (const part of ['', '/steps']) {
        const answer = await api.ask('GET', `/journeys/runs/${id}${part}`);
        expect([answer.statusCode, answer.json()]).toEqual([404, notFound]);
      }
    }
    const own = await insert();
    expect((await api.ask('GET', `/automations/runs/${own}`)).json()).toEqual(notFound);
    expect((await api.ask('GET', `/journeys/runs/${own}`, { key: keys.production })).json()).toEqual(notFound);
  });

  test('J-51 a run is gone after 95 days, unless it is still active', async () => {
    const daysAgo = (days: number) => ({ createdAt: new Date(Date.now() - days * DAY_MS) });
    const gone = await insert({ ...daysAgo(96), status: 'THROTTLED' });
    const active = await insert({ ...daysAgo(300), status: 'WAITING' });
    const statusOf = async (id: string) => (await api.ask('GET', `/journeys/runs/${id}/steps`)).statusCode;
    expect([await statusOf(gone), await statusOf(active)]).toEqual([404, 200]);
  });
});

describe('steps', () => {
  test('J-43 J-45 each with its node, its message, and what went wrong or was skipped', async () => {
    const runId = await insert({ status: 'ERROR' });
    await step(runId);
    await step(runId, { order: 1, action: 'send', stepId: 's1', messageId: 'm1' });
    await step(runId, { order: 2, action: 'delay', stepId: 'd1', status: 'SKIPPED', context: { reason: 'not now' } });
    await step(runId, { order: 4, action: 'send', stepId: 's2', status: 'ERROR', context: { reason: 'no template' } });
    const at = '2026-11-01T10:00:00.000Z';
    const common = { created_at: at, updated_at: at, error: null, skip_reason: null, context: {} };
    expect(await stepsOf(runId)).toEqual([
      { ...common, action: 'trigger', status: 'PROCESSED', node_id: 'start' },
      { ...common, action: 'send', status: 'PROCESSED', node_id: 's1', message_id: 'm1' },
      {
        ...common,
        action: 'delay',
        status: 'SKIPPED',
        node_id: 'd1',
        skip_reason: 'not now',
        context: { reason: 'not now' },
      },
      {
        ...common,
        action: 'send',
        status: 'ERROR',
        node_id: 's2',
        error: { message: 'no template' },
        context: { reason: 'no template' },
      },
    ]);
  });

  test('J-43 a step that failed without a word has an error all the same', async () => {
    const runId = await insert();
    await step(runId, { status: 'ERROR' });
    expect((await stepsOf(runId))[0].error).toEqual({ message: 'the step failed' });
  });

  test('N-28 conditions are shown with what was found', async () => {
    const runId = await insert();
    const atoms = [{ path: 'data.total', operator: 'greater than', value: '100', actual: 120, result: true }];
    await step(runId, { context: { conditions: { result: true, atoms } } });
    expect((await stepsOf(runId))[0].context.conditions).toEqual({ result: true, atoms });
  });
});

describe('cancel', () => {
  const cancel = (of: string, run_id: string) => api.ask('POST', `/${of}/cancel`, { body: { run_id } });

  test('J-62 a run of a journey, by its id; one that ended stays as it is', async () => {
    const open = await insert({ status: 'WAITING' });
    const ended = await insert({ status: 'THROTTLED' });
    const answer = await cancel('journeys', open);
    expect([answer.statusCode, answer.json()]).toEqual([202, { run_id: open, status: 'CANCELED' }]);
    expect((await cancel('journeys', open)).json().status).toBe('CANCELED');
    expect((await cancel('journeys', ended)).json().status).toBe('THROTTLED');
    expect(api.workflows.told).toEqual([open]);
  });

  test('J-62 the automations’ endpoint does not know it, and strangers do not', async () => {
    const open = await insert({ status: 'WAITING' });
    expect((await cancel('automations', open)).json()).toEqual(notFound);
    const foreign = await api.ask('POST', '/journeys/cancel', { body: { run_id: open }, key: keys.stranger });
    expect([foreign.statusCode, foreign.json()]).toEqual([404, notFound]);
  });

  test('J-61 J-69 by token: runs of both kinds', async () => {
    const both = [
      await insert({ status: 'WAITING', cancelationToken: 'both' }),
      await insertRun(api.database, { status: 'WAITING', cancelationToken: 'both' }),
    ];
    api.workflows.told.length = 0;
    const answer = await api.ask('POST', '/automations/cancel', { body: { cancelation_token: 'both' } });
    expect([answer.statusCode, answer.json()]).toEqual([202, { cancelation_token: 'both' }]);
    expect([...api.workflows.told].sort()).toEqual([...both].sort());
  });
});
