import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { messageIdOf } from '../../activities/deliver/message-id.ts';
import { type ApiUnderTest, addKey, startApi } from '../support/api.ts';
import { insertDelivery, insertMessage, insertRun } from '../support/rows.ts';

let api: ApiUnderTest;

beforeAll(async () => {
  api = await startApi();
});

afterAll(() => api.close());

interface MessagePage {
  results: { id: string }[];
  paging: { more: boolean; cursor?: string };
}

async function listed(query: string): Promise<string[]> {
  const { results } = (await api.ask('GET', `/messages?${query}`)).json();
  return results.map(({ id }: { id: string }) => id);
}

test('§11.2 one message: every required field, moments in milliseconds, every provider call', async () => {
  const at = new Date('2026-11-01T10:00:00.000Z');
  const sent = new Date(at.getTime() + 500);
  const runId = await insertRun(api.database);
  const history = [
    { type: 'ENQUEUED', ts: at.getTime() },
    { type: 'DELIVERED', ts: at.getTime() + 900 },
  ];
  const id = await insertMessage(api.database, { runId, templateId: 'nt_1', enqueuedAt: at, sentAt: sent, history });
  await insertDelivery(api.database, id, {
    attempts: [
      { provider: 'smtp', outcome: 'refused', answer: '550 no', startedAt: at, endedAt: at },
      { provider: 'outbox', outcome: 'sent', answer: 'stored', startedAt: sent, endedAt: sent },
    ],
  });
  const channel = { key: 'email', name: 'email', template: 'nt_1' };
  expect((await api.ask('GET', `/messages/${id}`)).json()).toEqual({
    id,
    enqueued: at.getTime(),
    event: 'nt_1',
    notification: 'nt_1',
    recipient: 'ada',
    status: 'SENT',
    sent: sent.getTime(),
    delivered: at.getTime() + 900,
    runId,
    providers: [
      { provider: 'smtp', status: 'UNDELIVERABLE', channel, error: '550 no' },
      { provider: 'outbox', status: 'SENT', channel, sent: sent.getTime(), reference: { answer: 'stored' } },
    ],
  });
});

test('§11.2 one message: without a template both names are empty; reason and error are told', async () => {
  const id = await insertMessage(api.database, { status: 'UNROUTABLE', reason: 'NO_PROVIDERS', error: 'no address' });
  const message = (await api.ask('GET', `/messages/${id}`)).json();
  expect(message).toMatchObject({
    event: '',
    notification: '',
    reason: 'NO_PROVIDERS',
    error: 'no address',
    providers: [],
  });
  expect(message).not.toHaveProperty('sent');
});

test('§11.2 F-13 one message: a call that its worker did not live to end is unknown when its claim is over, and not before', async () => {
  const id = await insertMessage(api.database, { status: 'ROUTED' });
  await insertDelivery(api.database, id, { attempts: [{ provider: 'smtp', startedAt: new Date() }] });
  const claimedFor = async (seconds: number) => {
    await api.database.query(
      `UPDATE delivery SET status = 'claimed', lease_until = now() + $2 * interval '1 second' WHERE message_id = $1`,
      [id, seconds],
    );
    const [call] = (await api.ask('GET', `/messages/${id}`)).json().providers;
    return [call.status, call.error];
  };
  expect(await claimedFor(60)).toEqual(['ROUTED', undefined]);
  expect(await claimedFor(-1)).toEqual(['UNKNOWN', 'the worker was lost during the call']);
});

test('§11.2 history: in order, or one type of it', async () => {
  const history = ['ENQUEUED', 'RENDERED', 'SENT'].map((type, ts) => ({ type, ts, provider: 'smtp' }));
  const id = await insertMessage(api.database, { history });
  expect((await api.ask('GET', `/messages/${id}/history`)).json()).toEqual({ results: history });
  expect((await api.ask('GET', `/messages/${id}/history?type=RENDERED`)).json()).toEqual({ results: [history[1]] });
  expect((await api.ask('GET', `/messages/${id}/history?type=CLICKED`)).json()).toEqual({ results: [] });
});

test('§11.2 output: what was rendered, channel by channel, every part present', async () => {
  const id = await insertMessage(api.database);
  await insertDelivery(api.database, id, { channel: 'email', rendered: { subject: 'S', html: '<p>T</p>', text: 'T' } });
  await insertDelivery(api.database, id, { channel: 'push', rendered: { title: 'S', body: 'B' } });
  const { results } = (await api.ask('GET', `/messages/${id}/output`)).json();
  expect(results).toEqual([
    {
      channel: 'email',
      channel_id: 'email',
      content: {
        subject: 'S',
        html: '<p>T</p>',
        text: 'T',
        title: '',
        body: '',
        blocks: [{ type: 'text', text: 'T' }],
      },
    },
    {
      channel: 'push',
      channel_id: 'push',
      content: { subject: '', html: '', text: '', title: 'S', body: 'B', blocks: [] },
    },
  ]);
});

test.each(['', '/history', '/output'])('W-24 messages: an unknown one is a 404 at %s', async (part) => {
  const answer = await api.ask('GET', `/messages/none${part}`);
  expect([answer.statusCode, answer.json().message]).toEqual([404, 'Message not found']);
});

describe('lists', () => {
  const made = { first: '', second: '' };

  beforeAll(async () => {
    const at = (day: string) => ({ enqueuedAt: new Date(day) });
    made.first = await insertMessage(api.database, {
      ...at('2027-01-01'),
      recipient: 'bob',
      templateId: 'nt_bob',
      tags: ['a', 'b'],
      status: 'SENT',
      runId: 'run-1',
    });
    made.second = await insertMessage(api.database, {
      ...at('2027-01-02'),
      recipient: 'bob',
      tags: ['c'],
      status: 'ENQUEUED',
    });
    await insertDelivery(api.database, made.first, {
      attempts: [{ provider: 'smtp', outcome: 'sent', answer: 'ok', startedAt: new Date() }],
    });
  });

  test.each([
    ['recipient=bob', ['second', 'first']],
    ['recipient=bob&status=SENT', ['first']],
    ['recipient=bob&status=SENT,ENQUEUED', ['second', 'first']],
    ['notification=nt_bob', ['first']],
    ['event=nt_bob', ['first']],
    ['event=nt_bob&notification=nt_other', []],
    ['recipient=bob&tag=a&tag=c', ['second', 'first']],
    ['recipient=bob&tags=b,x', ['first']],
    ['recipient=bob&provider=smtp', ['first']],
    ['recipient=bob&provider=twilio', []],
    ['traceId=run-1', ['first']],
    ['enqueued_after=2027-01-01', ['second']],
    ['recipient=bob&archived=false', ['second', 'first']],
    ['recipient=bob&archived=true', []],
    ['recipient=bob&list=some.list', []],
    ['recipient=bob&tenant_id=t', []],
  ] as const)('W-11 messages: %s', async (query, names) => {
    expect(await listed(query)).toEqual(names.map((name) => made[name]));
  });

  test('W-11 messages: by their id', async () => {
    expect(await listed(`messageId=${made.first}`)).toEqual([made.first]);
  });

  test('§11.2 messages: pages of 20, newest first, none twice', async () => {
    const at = new Date('2026-06-01');
    for (let count = 0; count < 45; count++) await insertMessage(api.database, { recipient: 'many', enqueuedAt: at });
    const seen: string[] = [];
    let cursor: string | undefined = '';
    while (cursor !== undefined) {
      const page: MessagePage = (await api.ask('GET', `/messages?recipient=many&cursor=${cursor}`)).json();
      seen.push(...page.results.map(({ id }) => id));
      expect(page.paging.more).toBe(page.paging.cursor !== undefined);
      cursor = page.paging.cursor;
    }
    expect([seen.length, new Set(seen).size]).toEqual([45, 45]);
    expect(seen).toEqual([...seen].sort().reverse());
  });
});

describe('resend', () => {
  const steps = [
    { id: 's1', action: 'delay', fields: { duration: '1 hour' }, ahead: { templates: [], users: [] } },
    {
      id: 's2',
      action: 'send',
      if: { source: 'data.a', tree: {} },
      fields: { template: 'nt_1' },
      ahead: { templates: ['nt_1'], users: ['ada'] },
    },
  ];
  const context = { data: { a: 1 }, profile: {}, recipient: 'ada' };
  let messageId: string;

  beforeEach(async () => {
    const runId = await insertRun(api.database, { plan: { v: 1, steps }, context });
    messageId = await insertMessage(api.database, { runId, stepOrder: 1, templateId: 'nt_1' });
  });

  const resend = (id = messageId, key?: string) => api.ask('POST', `/messages/${id}/resend`, { key });

  test('W-32 resend: a run of that one send, with a new message id, hidden from the list of runs', async () => {
    const answer = await resend();
    const run = await api.database.prisma.run.findFirstOrThrow({
      where: { source: { equals: [`resend/${messageId}`] } },
    });
    expect([answer.statusCode, answer.json()]).toEqual([200, { messageId: messageIdOf(run.id, 0) }]);
    const { if: _, ...send } = steps[1] as (typeof steps)[1] & { if: unknown };
    expect(run).toMatchObject({
      kind: 'message',
      status: 'NOT PROCESSED',
      mock: false,
      context,
      plan: { v: 1, steps: [send] },
    });
    expect(run.plan).not.toHaveProperty('steps.0.if');
    const message = (await api.ask('GET', `/messages/${answer.json().messageId}`)).json();
    expect(message).toMatchObject({ status: 'ENQUEUED', recipient: 'ada', runId: run.id });
    expect(api.workflows.started.at(-1)).toMatchObject({
      id: run.id,
      kind: 'message',
      skeleton: { steps: [{ action: 'send' }] },
    });
    const { runs } = (await api.ask('GET', '/automations/runs?limit=50')).json();
    expect(runs.map(({ run_id }: { run_id: string }) => run_id)).not.toContain(run.id);
  });

  test('W-32 resend: a second one within a minute is a 429 that says how long', async () => {
    expect((await resend()).statusCode).toBe(200);
    const again = await resend();
    expect([again.statusCode, again.json().type]).toEqual([429, 'rate_limit_error']);
    expect(Number(again.headers['retry-after'])).toBeGreaterThan(50);
    expect(Number(again.headers['retry-after'])).toBeLessThanOrEqual(60);
    const past = new Date(Date.now() - 61_000);
    const where = { source: { equals: [`resend/${messageId}`] } };
    await api.database.prisma.run.updateMany({ where, data: { createdAt: past } });
    expect((await resend()).statusCode).toBe(200);
  });

  test('W-32 resend: of many at once exactly one is taken', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => resend()));
    expect(answers.filter(({ statusCode }) => statusCode === 200)).toHaveLength(1);
    expect(answers.filter(({ statusCode }) => statusCode === 429)).toHaveLength(7);
  });

  test('W-23 W-32 resend: a mock key calls no provider this time either', async () => {
    await addKey(api.database, 'pk_test_mock', { mock: true });
    await resend(messageId, 'pk_test_mock');
    const where = { source: { equals: [`resend/${messageId}`] } };
    expect(await api.database.prisma.run.findFirstOrThrow({ where })).toMatchObject({ mock: true });
  });

  test('W-04 W-32 resend: a message whose run is gone is a final 409', async () => {
    const answer = await resend(await insertMessage(api.database, { runId: 'gone', stepOrder: 0 }));
    expect([answer.statusCode, answer.headers['x-should-retry']]).toEqual([409, 'false']);
    expect((await resend('none')).statusCode).toBe(404);
  });
});
