import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { EventIntake } from '../../platform/database/events/event-intake.ts';
import type { NewEvent } from '../../platform/database/events/new-event.ts';
import { type ApiUnderTest, addKey, keys, startApi } from '../support/api.ts';
import { eventually } from '../support/eventually.ts';
import { forwardedEvent, forwardedTypes, forwarders } from '../support/forwarded-events.ts';

let api: ApiUnderTest;

beforeAll(async () => {
  api = await startApi();
});

afterAll(() => api.close());

const post = (to: string, body: unknown, key = keys.test) => api.ask('POST', `/inbound/${to}`, { body, key });

const rowsOf = (messageId: string) =>
  api.database.prisma.inboundEvent.findMany({ where: { messageId }, orderBy: { sequence: 'asc' } });

/** The token of a webhook of its own. */
const minted = async () => (await api.ask('POST', '/inbound/webhooks', { body: { name: 'held up' } })).json().token;

const WAITING = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;

const order = { type: 'track', event: 'Order', messageId: 'm', properties: {} };

describe('forwarded events', () => {
  const cases = forwarders.flatMap((by) => forwardedTypes.map((type) => [by, type] as const));
  const names: Partial<Record<string, string>> = { track: 'Order Completed', page: 'Pricing Page' };

  test.each(cases)('E-01 E-14 POST /inbound/%s takes %s in, untouched, and answers 202', async (to, type) => {
    const event = forwardedEvent(to, type);
    const answer = await post(to, event);
    expect([answer.statusCode, answer.json()]).toEqual([
      202,
      { messageId: expect.stringMatching(/^1-[0-9a-f]{8}-[0-9a-f]{24}$/) },
    ]);
    const [row] = await rowsOf(event.messageId);
    const name = names[type] ?? null;
    expect(row).toMatchObject({ id: answer.json().messageId, environmentId: 'one-test', provider: to, type, name });
    expect(row).toMatchObject({ userId: 'ada', body: event, status: 'WAITING', mock: false, outcomes: [] });
  });

  test.each(forwarders)('E-06 POST /inbound/%s: a blank user is nobody', async (to) => {
    for (const [index, userId] of ['', ' ', null, undefined].entries()) {
      const messageId = `${to}-nobody-${index}`;
      expect((await post(to, { ...order, messageId, userId, anonymousId: 'anon' })).statusCode).toBe(202);
      expect((await rowsOf(messageId))[0]?.userId).toBe(null);
    }
  });

  test.each<[unknown, string]>([
    [{ ...order, type: 'alias' }, 'type: must be track, page, identify or group'],
    [{ ...order, type: 'screen' }, 'type: must be track, page, identify or group'],
    [{ ...order, type: 'Track' }, 'type: must be track, page, identify or group'],
    [{ ...order, type: 5 }, 'type: must be track, page, identify or group'],
    [{ event: 'Order', messageId: 'm' }, 'type: must be track, page, identify or group'],
    [[order], 'body: '],
    [undefined, 'body: '],
  ])('E-01 forwarded events: %j is refused, naming the field', async (body, message) => {
    for (const to of forwarders) {
      const answer = await post(to, body);
      expect([answer.statusCode, answer.json().type]).toEqual([400, 'invalid_request_error']);
      expect(answer.json().message).toContain(message);
    }
  });

  test.each<[string, object]>([
    ['messageId: ', { type: 'track', event: 'Order' }],
    ['messageId: must not be blank', { ...order, messageId: ' ' }],
    ['messageId: ', { ...order, messageId: 'x'.repeat(513) }],
    ['messageId: ', { ...order, messageId: 5 }],
    ['event: ', { type: 'track', messageId: 'm' }],
    ['event: must not be blank', { ...order, event: '' }],
    ['event: ', { ...order, event: 'x'.repeat(513) }],
    ['properties: ', { ...order, properties: [] }],
    ['userId: ', { ...order, userId: true }],
    ['userId: ', { ...order, userId: 2 ** 53 }],
    ['userId: must be a string of at most 512 characters', { ...order, userId: 'x'.repeat(513) }],
    ['name: ', { type: 'page', messageId: 'm', name: 5 }],
    ['traits: ', { type: 'identify', messageId: 'm', traits: 'x' }],
    ['messageId: ', { type: 'identify' }],
    ['groupId: ', { type: 'group', messageId: 'm', traits: {} }],
    ['groupId: ', { type: 'group', messageId: 'm', groupId: ' ' }],
    ['properties.a.0.constructor: this key is not allowed', { ...order, properties: { a: [{ constructor: 1 }] } }],
    ['context.a: holds a character that cannot be stored', { ...order, context: { a: 'half \ud800' } }],
  ])('W-08 forwarded events: %s is said of what is refused (%#)', async (message, body) => {
    const before = await api.database.prisma.inboundEvent.count();
    const answer = await post('segment', body);
    expect([answer.statusCode, answer.json().message]).toEqual([400, expect.stringContaining(message)]);
    expect(await api.database.prisma.inboundEvent.count()).toBe(before);
  });

  test('E-04 E-06 forwarded events: blanks around names and ids do not count, and stay in the event as it came', async () => {
    const event = { ...order, messageId: 'blanks', event: ` ${'x'.repeat(512)} `, userId: ` ${'u'.repeat(512)} ` };
    expect((await post('segment', event)).statusCode).toBe(202);
    expect(await rowsOf('blanks')).toMatchObject([{ name: 'x'.repeat(512), userId: 'u'.repeat(512), body: event }]);
    const page = { type: 'page', messageId: 'blank page', name: ` ${'x'.repeat(512)}` };
    expect((await post('segment', page)).statusCode).toBe(202);
    expect(await rowsOf('blank page')).toMatchObject([{ name: 'x'.repeat(512) }]);
    const answer = await post('segment', { ...page, messageId: 'long page', name: 'x'.repeat(513) });
    expect([answer.statusCode, answer.json().message]).toEqual([400, 'name: must have at most 512 characters']);
  });

  test('W-08 forwarded events: one that is nested too deep is refused, naming where', async () => {
    const deep = `${'{"a":'.repeat(100)}1${'}'.repeat(100)}`;
    const body = `{"type":"track","event":"E","messageId":"m","properties":${deep}}`;
    const answer = await api.ask('POST', '/inbound/segment', { body, headers: { 'content-type': 'application/json' } });
    expect([answer.statusCode, answer.json().message]).toEqual([
      400,
      expect.stringMatching(/^properties\.a\.a.*nested deeper than 64 levels$/),
    ]);
  });

  test('W-30 forwarded events: more than 6 MB are a 413', async () => {
    const answer = await post('segment', { ...order, properties: { text: 'x'.repeat(6 * 1024 * 1024) } });
    expect([answer.statusCode, answer.json().message]).toEqual([413, 'The request body is larger than 6 MB']);
  });
});

describe('POST /inbound/courier', () => {
  test.each<[object, string]>([
    [{ ...order, type: 'identify' }, 'type: '],
    [{ ...order, type: undefined }, 'type: '],
    [{ ...order, event: undefined }, 'event: '],
    [{ ...order, messageId: undefined }, 'messageId: '],
    [{ ...order, properties: undefined }, 'properties: '],
    [{ ...order, properties: null }, 'properties: '],
    [{ ...order, userId: {} }, 'userId: '],
  ])('W-08 POST /inbound/courier: %j is refused, naming the field', async (body, message) => {
    const answer = await post('courier', body);
    expect([answer.statusCode, answer.json().message]).toEqual([400, expect.stringContaining(message)]);
  });

  test('W-24 W-23 POST /inbound/courier: an event belongs to the environment of its key, and knows a mock one', async () => {
    await addKey(api.database, 'pk_test_mock', { mock: true });
    const asked = [keys.test, keys.production, keys.stranger].map((key) =>
      post('courier', { ...order, messageId: 'mine' }, key),
    );
    expect((await Promise.all(asked)).map(({ statusCode }) => statusCode)).toEqual([202, 202, 202]);
    await post('courier', { ...order, messageId: 'mocked' }, 'pk_test_mock');
    const environments = (await rowsOf('mine')).map(({ environmentId }) => environmentId);
    expect(environments.sort()).toEqual(['one-production', 'one-test', 'two-test']);
    expect((await rowsOf('mocked'))[0]?.mock).toBe(true);
  });

  test('W-21 POST /inbound/courier: a key that may not send brings no events', async () => {
    await addKey(api.database, 'pk_test_writer', { scopes: ['read', 'write', 'admin'] });
    for (const to of ['courier', 'segment', 'rudderstack'])
      expect((await post(to, order, 'pk_test_writer')).statusCode).toBe(403);
    expect((await post('courier', order, 'pk_test_nobody')).statusCode).toBe(401);
  });
});

describe('duplicates', () => {
  const conflict = {
    type: 'invalid_request_error',
    message: 'An event with this messageId was taken in within the last 24 hours',
  };

  test('E-02 duplicates: POST /inbound/courier answers 409, which nobody is to repeat', async () => {
    const event = { ...order, messageId: 'again' };
    expect((await post('courier', event)).statusCode).toBe(202);
    const answer = await post('courier', { ...event, event: 'Another' });
    expect([answer.statusCode, answer.headers['x-should-retry'], answer.json()]).toEqual([409, 'false', conflict]);
    expect(await rowsOf('again')).toMatchObject([{ name: 'Order' }]);
  });

  test.each(forwarders)('E-02 duplicates: POST /inbound/%s answers 202 and ignores them', async (to) => {
    const event = { ...order, messageId: `again-${to}` };
    for (const _ of [1, 2, 3]) expect((await post(to, event)).statusCode).toBe(202);
    expect(await rowsOf(event.messageId)).toHaveLength(1);
  });

  test('E-02 duplicates: they are duplicates for 24 hours', async () => {
    const event = { ...order, messageId: 'daily' };
    const ago = (minutes: number) =>
      api.database.query(`UPDATE inbound_message_id SET received_at = now() - $1 * interval '1 minute'`, [minutes]);
    const status = async () => (await post('courier', event)).statusCode;
    expect(await status()).toBe(202);
    await ago(24 * 60 - 1);
    expect(await status()).toBe(409);
    await ago(24 * 60);
    expect([await status(), await status()]).toEqual([202, 409]);
    expect(await rowsOf('daily')).toHaveLength(2);
  });

  test('E-02 E-14 duplicates: of many at once, by both ways, one is taken in', async () => {
    const event = { ...order, messageId: 'race' };
    const asked = Array.from({ length: 40 }, (_, index) => post(index % 2 ? 'courier' : 'segment', event));
    const other = post('segment', { ...order, messageId: 'beside the race' });
    const statuses = (await Promise.all(asked)).map(({ statusCode }) => statusCode);
    expect(await rowsOf('race')).toHaveLength(1);
    expect(statuses.filter((_, index) => index % 2 === 0)).toEqual(Array(20).fill(202));
    expect(statuses.filter((status) => status === 409).length).toBeGreaterThanOrEqual(19);
    expect((await other).statusCode).toBe(202);
  });

  test('E-02 duplicates: of one statement the first is taken in, and another environment has ids of its own', async () => {
    const event = (id: string, messageId?: string, environmentId = 'one-test'): NewEvent => ({
      ...{ id, messageId, environmentId, provider: 'segment', type: 'track', mock: false, body: {} },
    });
    const ids = [event('s1', 'same'), event('s2', 'same'), event('s3', 'same', 'two-test'), event('s4'), event('s5')];
    const intake = new EventIntake(api.database);
    expect(await intake.accept(ids)).toEqual([true, false, true, true, true]);
    expect((await rowsOf('same')).map(({ id }) => id)).toEqual(['s1', 's3']);
  });

  test('E-02 duplicates: over two processes at once, one is taken in', async () => {
    const second = await startApi({ database: api.database });
    for (let round = 0; round < 10; round++) {
      const ids = Array.from({ length: 20 }, (_, index) => `both-${round}-${index}`);
      const each = (on: ApiUnderTest, names: string[]) =>
        names.map((messageId) => on.ask('POST', '/inbound/segment', { body: { ...order, messageId } }));
      const answers = await Promise.all([...each(api, ids), ...each(second, ids.toReversed())]);
      expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([202]));
    }
    const [{ count } = { count: 0 }] = await api.database.query<{ count: number }>(
      `SELECT count(*)::int FROM inbound_event WHERE message_id LIKE 'both-%'`,
    );
    expect(count).toBe(200);
    await second.app.close();
  });
});

test.each(['courier', ...forwarders, 'webhook'])(
  'E-14 intake: POST /inbound/%s is answered once its event is committed',
  async (to) => {
    const path = to === 'webhook' ? `webhook/${await minted()}` : to;
    const client = await api.database.pool.connect();
    await client.query('BEGIN; LOCK TABLE inbound_event IN SHARE MODE');
    let isAnswered = false;
    const asked = post(path, { ...order, messageId: `held-up-${to}` }).finally(() => {
      isAnswered = true;
    });
    await eventually(async () => expect(await api.database.query(WAITING)).toHaveLength(1));
    const wasAnswered = isAnswered;
    await client.query('ROLLBACK');
    client.release();
    expect([wasAnswered, (await asked).statusCode]).toEqual([false, 202]);
  },
);

test('E-14 intake: requests at once are a few statements, and stand in the order in which they were answered', async () => {
  await api.ask('GET', '/inbound/events'); // so that the key is known
  const ids = Array.from({ length: 300 }, (_, index) => `burst-${index}`);
  await Promise.all(ids.map((messageId) => post('segment', { ...order, messageId })));
  for (const messageId of ['then-1', 'then-2']) await post('segment', { ...order, messageId });
  const rows = await api.database.query<{ message_id: string; transaction: string }>(
    `SELECT message_id, xmin::text AS transaction FROM inbound_event WHERE message_id ~ '^(burst|then)-' ORDER BY sequence`,
  );
  expect(
    rows
      .slice(0, 300)
      .map(({ message_id }) => message_id)
      .sort(),
  ).toEqual(ids.sort());
  expect(rows.slice(300).map(({ message_id }) => message_id)).toEqual(['then-1', 'then-2']);
  expect(new Set(rows.map(({ transaction }) => transaction)).size).toBeLessThan(100);
});

test('W-10 U-07 audiences: Segment puts users on a list and takes them off without a body, by a path that is not encoded', async () => {
  const path = '/lists/big_spenders-aud_2xK/subscriptions/ada@example.com';
  for (const headers of [{}, { 'content-type': 'application/json' }]) {
    expect((await api.ask('PUT', path, { headers })).statusCode).toBe(204);
    expect((await api.ask('PUT', path, { headers })).statusCode).toBe(204);
    const { items } = (await api.ask('GET', '/lists/big_spenders-aud_2xK/subscriptions')).json();
    expect(items).toMatchObject([{ recipientId: 'ada@example.com' }]);
    expect((await api.ask('DELETE', path, { headers })).statusCode).toBe(204);
  }
});
