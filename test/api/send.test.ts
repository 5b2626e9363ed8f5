import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { messageIdOf } from '../../activities/deliver/message-id.ts';
import { RunChecks } from '../../platform/database/runs/run-checks.ts';
import { type ApiUnderTest, addKey, keys, startApi } from '../support/api.ts';

let api: ApiUnderTest;

beforeAll(async () => {
  api = await startApi();
});

afterAll(() => api.close());

const content = { title: 'T', body: 'Hello {{name}}' };
const send = (message: unknown, options: { key?: string; headers?: Record<string, string> } = {}) =>
  api.ask('POST', '/send', { body: { message }, ...options });

const runOf = (id: string) => api.database.prisma.run.findUniqueOrThrow({ where: { id } });
const refusal = async (message: unknown): Promise<string> => {
  const before = await api.database.prisma.run.count();
  const answer = await send(message);
  expect([answer.statusCode, answer.json().type]).toEqual([400, 'invalid_request_error']);
  expect(await api.database.prisma.run.count()).toBe(before);
  return answer.json().message;
};

describe('one recipient', () => {
  test('§11.1 S-01 send: 202 with the id of a message that is ENQUEUED and can be looked at', async () => {
    const metadata = { tags: ['a', 'b'], trace_id: 'trace-1' };
    const answer = await send({ to: { user_id: 'ada' }, content, data: { name: 'Ada' }, metadata });
    expect([answer.statusCode, answer.json()]).toEqual([
      202,
      { requestId: expect.stringMatching(/^1-[0-9a-f]{8}-[0-9a-f]{24}$/) },
    ]);
    const { requestId } = answer.json();
    const message = (await api.ask('GET', `/messages/${requestId}`)).json();
    expect(message).toMatchObject({ id: requestId, status: 'ENQUEUED', recipient: 'ada', providers: [] });
    const { results } = (await api.ask('GET', `/messages/${requestId}/history`)).json();
    expect(results).toEqual([{ type: 'ENQUEUED', ts: expect.any(Number) }]);
    for (const query of ['traceId=trace-1', 'tags=b', `traceId=${message.runId}`]) {
      const page = (await api.ask('GET', `/messages?${query}`)).json();
      expect(page.results.map(({ id }: { id: string }) => id)).toContain(requestId);
    }
  });

  test('§11.1 send: it is a run of one send, which no list of runs shows, and nothing in it is a reference', async () => {
    const { requestId } = (
      await send({ to: { email: 'a@x.io' }, content: { title: `\${data.x}`, body: 'refs.data.x' } })
    ).json();
    const { runId, recipient } = (await api.ask('GET', `/messages/${requestId}`)).json();
    expect(recipient).toMatch(/^anon_/);
    const run = await runOf(runId);
    expect(run).toMatchObject({ kind: 'message', status: 'NOT PROCESSED', source: ['send'], mock: false });
    expect(run.plan).toMatchObject({ steps: [{ action: 'send', verbatim: true }] });
    expect(messageIdOf(runId, 0)).toBe(requestId);
    expect(api.workflows.started.at(-1)).toMatchObject({
      id: runId,
      kind: 'message',
      skeleton: { steps: [{ action: 'send' }] },
    });
    const { runs } = (await api.ask('GET', '/automations/runs?limit=50')).json();
    expect(runs.map(({ run_id }: { run_id: string }) => run_id)).not.toContain(runId);
    expect((await api.ask('GET', `/automations/runs/${runId}`)).statusCode).toBe(404);
  });

  test('W-44 send: with an Idempotency-Key the same request twice is one message and one answer', async () => {
    const headers = { 'idempotency-key': 'send-once' };
    const first = await send({ to: { user_id: 'ada' }, content }, { headers });
    const second = await send({ to: { user_id: 'ada' }, content }, { headers });
    expect([second.statusCode, second.json()]).toEqual([202, first.json()]);
    const { runId } = (await api.ask('GET', `/messages/${first.json().requestId}`)).json();
    expect(await api.database.prisma.message.count({ where: { runId } })).toBe(1);
  });

  test('S-09 W-23 send: a mock key marks its run', async () => {
    await addKey(api.database, 'pk_test_mock_send', { mock: true });
    const { requestId } = (await send({ to: { user_id: 'ada' }, content }, { key: 'pk_test_mock_send' })).json();
    const { runId } = (await api.ask('GET', `/messages/${requestId}`)).json();
    expect(await runOf(runId)).toMatchObject({ mock: true });
  });

  test('W-24 send: nobody else sees the message', async () => {
    const { requestId } = (await send({ to: { user_id: 'ada' }, content })).json();
    for (const key of [keys.production, keys.stranger])
      expect((await api.ask('GET', `/messages/${requestId}`, { key })).statusCode).toBe(404);
  });
});

describe('several recipients', () => {
  test('§11.1 send: the request has an id, and each recipient a message of their own', async () => {
    const answer = await send({ to: [{ user_id: 'ada' }, { email: 'b@x.io' }, { email: 'c@x.io' }], content });
    const { requestId: runId } = answer.json();
    expect(answer.statusCode).toBe(202);
    const run = await runOf(runId);
    expect(run.plan).toMatchObject({ steps: [{ fields: { message: { to: { user_id: 'ada' } } } }, {}, {}] });
    const { results } = (await api.ask('GET', `/messages?traceId=${runId}`)).json();
    const ids = [0, 1, 2].map((order) => messageIdOf(runId, order));
    expect(results.map(({ id }: { id: string }) => id).sort()).toEqual(ids.sort());
    expect(new Set(results.map(({ recipient }: { recipient: string }) => recipient)).size).toBe(3);
  });
});

describe('a list', () => {
  test.each([{ list_id: 'news.daily' }, { list_pattern: 'news.*' }])(
    '§11.1 A-23 send: to %j is a send to a list, found by the id of the request',
    async (to) => {
      const answer = await send({ to, content });
      expect(answer.statusCode).toBe(202);
      const run = await runOf(answer.json().requestId);
      const fields = { list: Object.values(to)[0], message: { content } };
      expect(run.plan).toMatchObject({ steps: [{ action: 'send-list', verbatim: true, fields }] });
      expect(await api.database.prisma.message.count({ where: { runId: run.id } })).toBe(0);
    },
  );
});

describe('a request to several, or to a list', () => {
  const requested = async (message: object): Promise<string> => (await send({ content, ...message })).json().requestId;
  const cancel = (id: string, key?: string) => api.ask('POST', `/messages/${id}/cancel`, { key });
  const detailsOf = async (id: string) => (await api.ask('GET', `/messages/${id}`)).json();

  test.each([
    [{ to: { list_id: 'news' } }, 'news'],
    [{ to: [{ user_id: 'ada' }, { user_id: 'bob' }] }, ''],
  ])('§11.1 S-01 request: %j can be looked at by its id', async (message, recipient) => {
    const requestId = await requested(message);
    const details = await detailsOf(requestId);
    expect(details).toMatchObject({ id: requestId, runId: requestId, status: 'ENQUEUED', recipient, providers: [] });
    const { results } = (await api.ask('GET', `/messages/${requestId}/history`)).json();
    expect(results).toEqual([{ type: 'ENQUEUED', ts: details.enqueued }]);
    expect((await api.ask('GET', `/messages/${requestId}/output`)).json()).toEqual({ results: [] });
    for (const key of [keys.production, keys.stranger])
      expect((await api.ask('GET', `/messages/${requestId}`, { key })).statusCode).toBe(404);
  });

  test('§11.2 request: a cancel by its id ends its run and all that is still to be sent, once', async () => {
    const requestId = await requested({ to: [{ user_id: 'ada' }, { list_id: 'news' }] });
    expect((await cancel(requestId, keys.stranger)).statusCode).toBe(404);
    const answer = await cancel(requestId);
    const canceledAt = expect.any(Number);
    expect([answer.statusCode, answer.json()]).toMatchObject([200, { id: requestId, status: 'CANCELED', canceledAt }]);
    expect(await runOf(requestId)).toMatchObject({ status: 'CANCELED' });
    expect(await detailsOf(messageIdOf(requestId, 0))).toMatchObject({ status: 'CANCELED' });
    expect(api.workflows.told).toContain(requestId);
    expect((await cancel(requestId)).statusCode).toBe(200);
    expect(api.workflows.told.filter((id) => id === requestId)).toHaveLength(1);
  });

  test('§11.2 request: what waits after its run is canceled too, and what went out makes it too late', async () => {
    const requestId = await requested({ to: [{ user_id: 'ada' }, { user_id: 'bob' }] });
    const { prisma } = api.database;
    await prisma.run.update({ where: { id: requestId }, data: { status: 'PROCESSED' } });
    const [first, second] = [0, 1].map((order) => messageIdOf(requestId, order)) as [string, string];
    await prisma.message.update({ where: { id: first }, data: { status: 'SENT' } });
    await prisma.message.update({ where: { id: second }, data: { status: 'DELAYED' } });
    const answer = await cancel(requestId);
    expect([answer.statusCode, answer.json().status]).toEqual([409, 'SENT']);
    expect(await detailsOf(second)).toMatchObject({ status: 'CANCELED' });
  });

  test('§11.1 J-42 request: when its run is lost, who was not come to is UNDELIVERABLE', async () => {
    const requestId = await requested({ to: [{ user_id: 'ada' }, { user_id: 'bob' }] });
    const [first, second] = [0, 1].map((order) => messageIdOf(requestId, order)) as [string, string];
    await api.database.prisma.message.update({ where: { id: first }, data: { status: 'SENT' } });
    await new RunChecks(api.database).end(requestId, 'the workflow is gone');
    expect(await detailsOf(first)).toMatchObject({ status: 'SENT' });
    const lost = { status: 'UNDELIVERABLE', reason: 'FAILED', error: 'the workflow is gone' };
    expect(await detailsOf(second)).toMatchObject(lost);
    const { results } = (await api.ask('GET', `/messages/${second}/history`)).json();
    expect(results.map(({ type }: { type: string }) => type)).toEqual(['ENQUEUED', 'UNDELIVERABLE']);
  });
});

describe('what is refused', () => {
  const to = { user_id: 'ada' };

  test.each<[unknown, RegExp]>([
    [undefined, /^message: must be an object$/],
    ['hello', /^message: must be an object$/],
    [{ to }, /^message: needs exactly one of template and content$/],
    [{ to, template: 't', content }, /^message: needs exactly one of template and content$/],
    [{ content }, /^message\.to: is required$/],
    [{ to: {}, content }, /^message\.to: needs a user_id or an address/],
    [{ to: { first_name: 'Ada' }, content }, /^message\.to: needs a user_id or an address/],
    [{ to: { email: 5 }, content }, /^message\.to\.email: /],
    [{ to: { user_id: { $ref: 'data.x' } }, content }, /^message\.to\.user_id: /],
    [{ to: [], content }, /^message\.to: names no recipient$/],
    [{ to: Array(201).fill(to), content }, /^message\.to: names more than 200 recipients$/],
    [{ to: [to, { email: 5 }, {}], content }, /^message\.to\.1\.email: .*; message\.to\.2: needs a user_id/],
    [{ to: [to, to], content, template: 't' }, /^message: needs exactly one of template and content$/],
    [
      { to: Array(200).fill(to), content: { title: 'T', body: 'x'.repeat(20_000) } },
      /^message\.to: names too many recipients/,
    ],
    [{ to: { audience_id: 'all' }, content }, /^message\.to\.audience_id: /],
    [{ to: { list_id: 'no list!' }, content }, /^message\.to\.list_id: /],
    [{ to: { list_id: 'all', filters: [] }, content }, /^message\.to\.filters: is not available beside list_id$/],
    [{ to: { user_id: '  ' }, content }, /^message\.to\.user_id: must not be blank$/],
    [{ to: { list_id: 'all' } }, /^message: needs exactly one of template and content$/],
    [{ to: { list_id: 'all' }, content, delay: { duration: 1 } }, /^message\.delay: is not available for a list/],
    [{ to, content: { title: 'T', body: '{{#each}' } }, /^message\.content\.body: /],
    [{ to, content: { version: '2022-01-01', elements: [{ type: 'pigeon' }] } }, /^message\.content\.elements\.0/],
    [{ to, content, metadata: { tags: Array(10).fill('x') } }, /^message\.metadata\.tags: must be at most 9 tags$/],
    [{ to, content, metadata: { tags: ['x'.repeat(31)] } }, /^message\.metadata\.tags\.0: must be at most 30/],
    [{ to, content, delay: {} }, /^message\.delay: needs duration or until$/],
    [{ to, content, delay: { until: 'soon' } }, /^message\.delay\.until: must be an ISO 8601 time or a window/],
    [{ to, content, delay: { duration: -1 } }, /^message\.delay\.duration: /],
    [{ to, content, delay: { until: 'Mo', timezone: 'Mars' } }, /^message\.delay\.timezone: must be a time zone/],
    [{ to, content, routing: { method: 'some', channels: [] } }, /^message\.routing\.method: /],
  ])('§11.1 W-08 send: %j is a 400 that names the field', async (message, problem) => {
    expect(await refusal(message)).toMatch(problem);
  });

  test('W-10 send: a body without anything in it is a 400', async () => {
    const answer = await api.ask('POST', '/send', { body: {} });
    expect([answer.statusCode, answer.json().message]).toEqual([400, 'message: must be an object']);
  });
});

describe('resend', () => {
  test('W-32 resend: what was rendered is copied, whatever became of what it was made from', async () => {
    const { requestId } = (
      await send({ to: { user_id: 'ada' }, content, metadata: { tags: ['x'], trace_id: 't' } })
    ).json();
    const rendered = { subject: 'T', text: 'Hello' };
    const place = {
      messageId: requestId,
      channel: 'email',
      environmentId: 'one-test',
      address: 'a@x.io',
      updatedAt: new Date(),
    };
    await api.database.prisma.delivery.create({ data: { ...place, status: 'sent', attempt: 1, rendered } });
    const answer = await api.ask('POST', `/messages/${requestId}/resend`);
    expect(answer.statusCode).toBe(200);
    const { messageId } = answer.json();
    expect(messageId).not.toBe(requestId);
    const copy = await api.database.prisma.message.findUniqueOrThrow({
      where: { id: messageId },
      include: { deliveries: true },
    });
    expect(copy).toMatchObject({ status: 'ROUTED', recipient: 'ada', tags: ['x'], traceId: 't' });
    expect(copy.deliveries).toMatchObject([
      { channel: 'email', status: 'deferred', attempt: 0, address: 'a@x.io', rendered },
    ]);
    const steps = await api.database.prisma.runStep.findMany({ where: { runId: copy.runId ?? '' } });
    expect(steps).toMatchObject([{ status: 'PROCESSING', messageId, outcome: null }]);
  });
});
