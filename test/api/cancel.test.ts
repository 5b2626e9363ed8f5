import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import type { Prisma } from '../../platform/database/generated/client.ts';
import { type ApiUnderTest, keys, startApi } from '../support/api.ts';
import { insertDelivery, insertMessage, insertRun } from '../support/rows.ts';
import { countStatements } from '../support/statement-count.ts';

const notFound = { type: 'invalid_request_error', message: 'Run not found' };
const OPEN = ['NOT PROCESSED', 'PROCESSING', 'WAITING'];
const ENDED = ['PROCESSED', 'ERROR', 'THROTTLED'];

let api: ApiUnderTest;

beforeAll(async () => {
  api = await startApi();
});

afterAll(() => api.close());

beforeEach(() => {
  api.workflows.told.length = 0;
});

const cancel = (body: unknown, { of = 'automations', key = keys.test } = {}) =>
  api.ask('POST', `/${of}/cancel`, { body, key });

const open = (changes: Partial<Prisma.RunCreateInput> = {}) =>
  insertRun(api.database, { status: 'WAITING', ...changes });

async function statusOf(runId: string): Promise<string | undefined> {
  return (await api.database.prisma.run.findUnique({ where: { id: runId } }))?.status;
}

describe('a request to cancel', () => {
  const both = 'exactly one of cancelation_token and run_id must be given';

  test.each([
    [{}, both],
    [{ cancelation_token: 't', run_id: 'r' }, both],
    [{ cancelation_token: null, run_id: null }, both],
    [{ cancelation_token: '' }, 'cancelation_token: must not be empty'],
    [{ run_id: '' }, 'run_id: must not be empty'],
    [{ run_id: 7 }, 'run_id: '],
    [{ cancelation_token: ['t'] }, 'cancelation_token: '],
    [['t'], 'Invalid input'],
    [undefined, 'Invalid input'],
  ])('J-60 %j is a 400 of either endpoint', async (body, problem) => {
    for (const of of ['automations', 'journeys']) {
      const answer = await cancel(body, { of });
      expect([answer.statusCode, answer.json().message]).toEqual([400, expect.stringContaining(problem)]);
    }
  });

  test('J-60 a null beside the one that is given is none', async () => {
    expect((await cancel({ cancelation_token: 'nobody', run_id: null })).statusCode).toBe(202);
  });
});

describe('by token', () => {
  test('J-61 K-02 every open run that carries it is CANCELED, and its workflow told; no other', async () => {
    const carrying = await Promise.all(OPEN.map((status) => open({ status, cancelationToken: 'many' })));
    const ended = await Promise.all(ENDED.map((status) => open({ status, cancelationToken: 'many' })));
    const others = [await open({ cancelationToken: 'many-more' }), await open()];
    const answer = await cancel({ cancelation_token: 'many' });
    expect([answer.statusCode, answer.json()]).toEqual([202, { cancelation_token: 'many' }]);
    expect(await Promise.all(carrying.map(statusOf))).toEqual(['CANCELED', 'CANCELED', 'CANCELED']);
    expect(await Promise.all(ended.map(statusOf))).toEqual(ENDED);
    expect(await Promise.all(others.map(statusOf))).toEqual(['WAITING', 'WAITING']);
    expect([...api.workflows.told].sort()).toEqual([...carrying].sort());
  });

  test.each(['automations', 'journeys'])('J-61 POST /%s/cancel answers the same when nothing matches', async (of) => {
    const answer = await cancel({ cancelation_token: 'nobody’s' }, { of });
    expect([answer.statusCode, answer.json()]).toEqual([202, { cancelation_token: 'nobody’s' }]);
    expect(api.workflows.told).toEqual([]);
  });

  test('K-03 J-69 the journeys’ endpoint reaches runs of automations', async () => {
    const runId = await open({ cancelationToken: 'shared' });
    await cancel({ cancelation_token: 'shared' }, { of: 'journeys' });
    expect([await statusOf(runId), api.workflows.told]).toEqual(['CANCELED', [runId]]);
  });

  test('J-69 W-24 a token of one environment says nothing in another', async () => {
    const runId = await open({ cancelationToken: 'mine' });
    for (const key of [keys.production, keys.stranger])
      expect((await cancel({ cancelation_token: 'mine' }, { key })).statusCode).toBe(202);
    expect([await statusOf(runId), api.workflows.told]).toEqual(['WAITING', []]);
  });

  test('J-68 a run that is accepted afterwards is not affected', async () => {
    await cancel({ cancelation_token: 'later' });
    expect(await statusOf(await open({ cancelationToken: 'later' }))).toBe('WAITING');
  });

  test('K-02 of 1,000 runs every one is CANCELED by one statement, and told once', async () => {
    await api.database.query(
      `INSERT INTO run (id, environment_id, kind, status, source, cancelation_token, context, plan, created_at, updated_at, check_after)
       SELECT 'crowd-' || n, 'one-test', 'automation', 'WAITING', '{}', 'crowd', '{}', '{"v":1,"steps":[]}', now(), now(), now() FROM generate_series(1, 1000) AS n`,
    );
    await api.database.query(
      `INSERT INTO run_step (run_id, "order", action, step_id, status, created_at, updated_at)
       SELECT 'crowd-' || n, 0, 'delay', 'step-0', 'WAITING', now(), now() FROM generate_series(1, 1000) AS n`,
    );
    await cancel({ cancelation_token: 'nobody’s' });
    const statements = countStatements();
    await cancel({ cancelation_token: 'crowd' });
    statements.stop();
    expect(statements.texts).toHaveLength(1);
    const [counts] = await api.database.query(
      `SELECT count(*) FILTER (WHERE r.status = 'CANCELED')::int AS runs, count(*) FILTER (WHERE s.status = 'CANCELED')::int AS steps
       FROM run r JOIN run_step s ON s.run_id = r.id WHERE r.cancelation_token = 'crowd'`,
    );
    expect(counts).toEqual({ runs: 1000, steps: 1000 });
    expect(new Set(api.workflows.told).size).toBe(1000);
    expect(api.workflows.told).toHaveLength(1000);
  });
});

describe('by run', () => {
  test.each(OPEN)('J-62 a run that is %s becomes CANCELED, and its workflow is told', async (status) => {
    const run_id = await open({ status });
    const answer = await cancel({ run_id });
    expect([answer.statusCode, answer.json()]).toEqual([202, { run_id, status: 'CANCELED' }]);
    expect([await statusOf(run_id), api.workflows.told]).toEqual(['CANCELED', [run_id]]);
  });

  test.each(['CANCELED', ...ENDED])(
    'J-62 J-67 a run that ended %s stays so, and the answer says it',
    async (status) => {
      const run_id = await open({ status });
      expect((await cancel({ run_id })).json()).toEqual({ run_id, status });
      expect([await statusOf(run_id), api.workflows.told]).toEqual([status, []]);
    },
  );

  test('J-62 an unknown run is a 404: of another environment, too old, or of a single message', async () => {
    const old = new Date(Date.now() - 96 * 86_400_000);
    const unseen = [
      'none',
      await open({ environmentId: 'one-production' }),
      await open({ status: 'PROCESSED', createdAt: old }),
      await open({ kind: 'message' }),
    ];
    for (const run_id of unseen) {
      const answer = await cancel({ run_id });
      expect([answer.statusCode, answer.json()], run_id).toEqual([404, notFound]);
    }
    expect(api.workflows.told).toEqual([]);
  });

  test('K-03 J-62 the journeys’ endpoint knows no run of an automation', async () => {
    const run_id = await open();
    const answer = await cancel({ run_id }, { of: 'journeys' });
    expect([answer.statusCode, answer.json(), await statusOf(run_id)]).toEqual([404, notFound, 'WAITING']);
  });
});

describe('tokens of automations', () => {
  const steps = [{ action: 'delay', duration: '1 day' }];

  async function invoke(automation: object, context: object = {}): Promise<string> {
    const body = { ...context, automation: { steps, ...automation } };
    return (await api.ask('POST', '/automations/invoke', { body })).json().runId;
  }

  test.each(['cancelation_token', 'cancellation_token', 'cancelationToken'])(
    'A-09 K-01 a run is found by what %s says',
    async (spelling) => {
      const runId = await invoke({ [spelling]: `by-${spelling}` });
      await cancel({ cancelation_token: `by-${spelling}` });
      expect(await statusOf(runId)).toBe('CANCELED');
    },
  );

  test.each([
    [`order-\${data.order_id}`, 'order-9042'],
    [{ $ref: 'data.order_id' }, '9042'],
    ['refs.recipient', 'ada'],
    [`\${profile.plan}-\${recipient}`, 'gold-ada'],
  ])('K-01 J-63 %j is resolved once, at invoke', async (cancelation_token, resolved) => {
    const context = { recipient: 'ada', data: { order_id: '9042' }, profile: { plan: 'gold' } };
    const runId = await invoke({ cancelation_token }, context);
    await cancel({ cancelation_token: resolved });
    expect(await statusOf(runId)).toBe('CANCELED');
  });

  test('K-01 J-64 with anything missing in it the run has no token, and is reached by its id only', async () => {
    const run_id = await invoke({ cancelation_token: `order-\${data.gone}` });
    for (const token of ['order-', 'order-undefined', `order-\${data.gone}`])
      await cancel({ cancelation_token: token });
    expect(await statusOf(run_id)).toBe('NOT PROCESSED');
    expect((await cancel({ run_id })).json()).toEqual({ run_id, status: 'CANCELED' });
  });

  test.each([
    [{}, 'automation.steps.0.cancelation_token: must be given'],
    [{ cancellation_token: '' }, 'automation.steps.0.cancellation_token: must not be empty'],
  ])('A-25 A-08 a cancel step with %j is a 400', async (fields, problem) => {
    const body = { automation: { steps: [{ action: 'cancel', ...fields }] } };
    const answer = await api.ask('POST', '/automations/invoke', { body });
    expect([answer.statusCode, answer.json().message]).toEqual([400, expect.stringContaining(problem)]);
  });
});

/** What a provider's call has come to: under way, given up for lost, to be made again, never to be known. */
const DELIVERIES = {
  asked: `status = 'claimed', lease_until = now() + interval '1 minute'`,
  lost: `status = 'claimed', lease_until = now() - interval '1 second'`,
  deferred: `status = 'deferred', retry_at = now() + interval '1 hour'`,
  unknown: `status = 'unknown', retry_at = now() + interval '1 hour'`,
  held: `status = 'unknown', retry_at = NULL`,
} as const;

async function message(changes: Partial<Prisma.MessageUncheckedCreateInput>, delivery?: keyof typeof DELIVERIES) {
  const id = await insertMessage(api.database, changes);
  if (!delivery) return id;
  await insertDelivery(api.database, id, { attempts: [{ provider: 'smtp', startedAt: new Date() }] });
  await api.database.query(`UPDATE delivery SET ${DELIVERIES[delivery]} WHERE message_id = $1`, [id]);
  return id;
}

type Pending = [status: string, delivery?: keyof typeof DELIVERIES];

/** Messages that can still be held back, and messages that cannot. */
const pending: Pending[] = [
  ['ENQUEUED'],
  ['DELAYED'],
  ['ROUTED'],
  ['ROUTED', 'lost'],
  ['ROUTED', 'deferred'],
  ['ROUTED', 'unknown'],
];
const gone: Pending[] = [['SENT'], ['DELIVERED'], ['UNDELIVERABLE'], ['ROUTED', 'asked'], ['ROUTED', 'held']];

describe('messages of a canceled run', () => {
  /** A run at a step that sends such a message. */
  async function sending([status, delivery]: Pending) {
    const runId = await open({ status: 'PROCESSING' });
    const messageId = await message({ runId, stepOrder: 0, status }, delivery);
    const at = new Date();
    const step = { stepId: 'step-0', action: 'send', status: 'PROCESSING', createdAt: at, updatedAt: at };
    await api.database.prisma.runStep.create({ data: { runId, order: 0, messageId, ...step } });
    await cancel({ run_id: runId });
    const { steps } = (await api.ask('GET', `/automations/runs/${runId}/steps`)).json();
    return { messageId, status: (await api.ask('GET', `/messages/${messageId}`)).json().status, steps };
  }

  test.each(pending)('J-66 F-11 one that is %s (%s) is CANCELED, its step too', async (...kind) => {
    const { status, steps } = await sending(kind);
    expect([status, steps[0].status]).toEqual(['CANCELED', 'CANCELED']);
    expect(steps[0].context.reason).toBe('canceled by a request');
  });

  test.each(gone)('J-66 one that is %s (%s) is left alone', async (...kind) => {
    expect((await sending(kind)).status).toBe(kind[0]);
  });

  test('J-65 a step whose provider is being asked waits for the answer', async () => {
    expect((await sending(['ROUTED', 'asked'])).steps[0].status).toBe('PROCESSING');
  });

  test('J-66 those of other runs are left alone', async () => {
    const id = await message({ runId: await open(), status: 'ENQUEUED' });
    await cancel({ run_id: await open() });
    expect((await api.ask('GET', `/messages/${id}`)).json().status).toBe('ENQUEUED');
  });
});

describe('POST /messages/{id}/cancel', () => {
  const cancelMessage = (id: string, key?: string) => api.ask('POST', `/messages/${id}/cancel`, { key });

  test.each(pending)('§11.2 cancel: one that is %s (%s) answers 200 with the record, CANCELED', async (...kind) => {
    const before = Date.now();
    const id = await message({ status: kind[0] }, kind[1]);
    const answer = await cancelMessage(id);
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toMatchObject({ id, status: 'CANCELED', recipient: 'ada', providers: expect.any(Array) });
    expect(answer.json().canceledAt).toBeGreaterThanOrEqual(before);
    expect((await api.ask('GET', `/messages/${id}`)).json()).toEqual(answer.json());
  });

  test.each(gone)('§11.2 W-04 cancel: for one that is %s (%s) it is too late', async (...kind) => {
    const id = await message({ status: kind[0] }, kind[1]);
    const answer = await cancelMessage(id);
    expect([answer.statusCode, answer.headers['x-should-retry']]).toEqual([409, 'false']);
    expect(answer.json()).toEqual((await api.ask('GET', `/messages/${id}`)).json());
    expect(answer.json().status).toBe(kind[0]);
  });

  test('§11.2 cancel: again is the same answer', async () => {
    const id = await message({ status: 'ENQUEUED' });
    const first = (await cancelMessage(id)).json();
    const again = await cancelMessage(id);
    expect([again.statusCode, again.json()]).toEqual([200, first]);
  });

  test('W-24 §11.2 cancel: an unknown one is a 404, and so is another environment’s', async () => {
    const id = await message({ status: 'ENQUEUED' });
    for (const answer of [await cancelMessage('none'), await cancelMessage(id, keys.production)])
      expect([answer.statusCode, answer.json().message]).toEqual([404, 'Message not found']);
    expect((await api.ask('GET', `/messages/${id}`)).json().status).toBe('ENQUEUED');
  });

  test('§11.2 cancel: its run goes on', async () => {
    const runId = await open({ status: 'PROCESSING' });
    await cancelMessage(await message({ runId, stepOrder: 0, status: 'ROUTED' }, 'deferred'));
    expect(await statusOf(runId)).toBe('PROCESSING');
  });
});
