import { randomUUID } from 'node:crypto';

import Courier from '@trycourier/courier';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { Idempotency } from '../../platform/database/idempotency.ts';
import { type ApiUnderTest, addKey, keys, startApi } from '../support/api.ts';
import { briefly, createJourney, publishedJourney } from '../support/api-journeys.ts';
import { insertMessage, insertRun } from '../support/rows.ts';
import { countStatements } from '../support/statement-count.ts';

const steps = [{ id: 's1', action: 'send', fields: { template: 'nt_1' }, ahead: { templates: ['nt_1'], users: [] } }];
const invocation = (data: object = {}) => ({ automation: { steps: [{ action: 'delay' }] }, data });
const notification = (alias?: string) => ({
  notification: { name: 'Welcome', alias, content: { title: 'Hello', body: 'You' } },
});

let api: ApiUnderTest;

beforeAll(async () => {
  api = await startApi();
});

afterAll(() => api.close());

const post = (url: string, body: unknown, key: string | undefined, options: { key?: string; headers?: object } = {}) =>
  api.ask('POST', url, {
    key: options.key,
    body,
    headers: { ...(key !== undefined && { 'idempotency-key': key }), ...options.headers },
  });

const invoke = (key: string | undefined, data?: object, headers?: object) =>
  post('/automations/invoke', invocation(data), key, { headers });

async function newMessage(): Promise<string> {
  const runId = await insertRun(api.database, { plan: { v: 1, steps } });
  return insertMessage(api.database, { runId, stepOrder: 0 });
}

/** A cancel of the one run that carries its token. */
async function newCancel(url: string): Promise<{ url: string; body: unknown }> {
  const cancelation_token = randomUUID();
  await insertRun(api.database, { status: 'WAITING', cancelationToken: cancelation_token });
  return { url, body: { cancelation_token } };
}

async function newTemplate(): Promise<string> {
  return (await post('/notifications', notification(), undefined)).json().id;
}

const journeyTemplate = () => ({ channel: 'email', ...notification() });

/** The address of a template of a new journey. */
async function newJourneyTemplate(): Promise<string> {
  const url = `/journeys/${(await createJourney(api)).id}/templates`;
  return `${url}/${(await post(url, journeyTemplate(), undefined)).json().id}`;
}

async function newAutomation(): Promise<string> {
  const id = randomUUID();
  const body = { name: 'Saved', steps: invocation().automation.steps };
  expect((await api.ask('PUT', `/automations/${id}`, { body })).statusCode).toBe(200);
  return id;
}

async function newPublishedAutomation(): Promise<string> {
  const id = await newAutomation();
  expect((await post(`/automations/${id}/publish`, undefined, undefined)).statusCode).toBe(200);
  return id;
}

async function newSection(): Promise<string> {
  return (await post('/preferences/sections', { name: 'Section' }, undefined)).json().id;
}

/** A choice of a new topic. */
async function newChoice(): Promise<{ url: string; body: unknown }> {
  const url = `/preferences/sections/${await newSection()}/topics`;
  const topic_id = (await post(url, { name: 'Topic', default_status: 'OPTED_IN' }, undefined)).json().id;
  return { url: `/users/ada/preferences`, body: { topics: [{ topic_id, status: 'OPTED_OUT' }] } };
}

/** Every row that a POST could make or cancel, counted. */
async function rowsMade(): Promise<number> {
  const { run, message, template, templateVersion, automationVersion, journey, journeyVersion } = api.database.prisma;
  const { profile, provider, subscription, brand } = api.database.prisma;
  const { preferenceSection, subscriptionTopic, userPreference, preferencePage } = api.database.prisma;
  const canceled = { where: { status: 'CANCELED' } };
  const counts = await Promise.all([
    run.count(),
    template.count(),
    templateVersion.count(),
    automationVersion.count(),
    journey.count(),
    journeyVersion.count(),
    profile.count(),
    provider.count(),
    subscription.count(),
    brand.count(),
    preferenceSection.count(),
    subscriptionTopic.count(),
    userPreference.count(),
    preferencePage.count(),
    run.count(canceled),
    message.count(canceled),
  ]);
  return counts.reduce((sum, count) => sum + count, 0);
}

const routes: [string, () => Promise<{ url: string; body?: unknown }>][] = [
  ['/automations/cancel', () => newCancel('/automations/cancel')],
  ['/journeys/cancel', () => newCancel('/journeys/cancel')],
  [
    '/messages/{id}/cancel',
    async () => ({ url: `/messages/${await insertMessage(api.database, { status: 'ENQUEUED' })}/cancel` }),
  ],
  ['/automations/invoke', async () => ({ url: '/automations/invoke', body: invocation() })],
  [
    '/automations/{id}/invoke',
    async () => ({ url: `/automations/${await newPublishedAutomation()}/invoke`, body: {} }),
  ],
  ['/automations/{id}/publish', async () => ({ url: `/automations/${await newAutomation()}/publish` })],
  ['/journeys', async () => ({ url: '/journeys', body: { name: 'J', nodes: briefly } })],
  ['/journeys/{id}/publish', async () => ({ url: `/journeys/${(await createJourney(api)).id}/publish` })],
  [
    '/journeys/{id}/invoke',
    async () => ({ url: `/journeys/${await publishedJourney(api)}/invoke`, body: { user_id: 'ada' } }),
  ],
  [
    '/journeys/{id}/templates',
    async () => ({ url: `/journeys/${(await createJourney(api)).id}/templates`, body: journeyTemplate() }),
  ],
  ['/journeys/{id}/templates/{notificationId}/publish', async () => ({ url: `${await newJourneyTemplate()}/publish` })],
  ['/preferences/sections', async () => ({ url: '/preferences/sections', body: { name: 'Section' } })],
  [
    '/preferences/sections/{section_id}/topics',
    async () => ({
      url: `/preferences/sections/${await newSection()}/topics`,
      body: { name: 'Topic', default_status: 'OPTED_IN' },
    }),
  ],
  ['/preferences/publish', async () => ({ url: '/preferences/publish' })],
  ['/users/{user_id}/preferences', newChoice],
  ['/brands', async () => ({ url: '/brands', body: { name: 'Ours', settings: {} } })],
  [
    '/lists/{list_id}/subscriptions',
    async () => ({ url: `/lists/${randomUUID()}/subscriptions`, body: { recipients: [{ recipientId: 'ada' }] } }),
  ],
  [
    '/profiles/{user_id}/lists',
    async () => ({ url: `/profiles/${randomUUID()}/lists`, body: { lists: [{ listId: 'news' }] } }),
  ],
  ['/messages/{id}/resend', async () => ({ url: `/messages/${await newMessage()}/resend` })],
  ['/notifications', async () => ({ url: '/notifications', body: notification() })],
  ['/notifications/{id}/publish', async () => ({ url: `/notifications/${await newTemplate()}/publish` })],
  ['/profiles/{user_id}', async () => ({ url: `/profiles/${randomUUID()}`, body: { profile: { a: 1 } } })],
  ['/providers', async () => ({ url: '/providers', body: { provider: 'outbox' } })],
  [
    '/send',
    async () => ({ url: '/send', body: { message: { to: { user_id: 'ada' }, content: { title: 'T', body: 'B' } } } }),
  ],
];

describe('endpoints', () => {
  test.each(routes)(
    'W-41 W-42 %s: the same request twice is carried out once, its answer repeated',
    async (_, make) => {
      const { url, body } = await make();
      const before = await rowsMade();
      const first = await post(url, body, 'k');
      expect(first.statusCode).toBeLessThan(300);
      expect(await rowsMade()).toBe(before + 1);
      const again = await post(url, body, 'k');
      expect(again.statusCode).toBe(first.statusCode);
      expect(again.rawPayload.equals(first.rawPayload)).toBe(true);
      expect(again.headers['content-type']).toBe(first.headers['content-type']);
      expect(again.headers['x-request-id']).not.toBe(first.headers['x-request-id']);
      expect(await rowsMade()).toBe(before + 1);
    },
  );

  test('W-41 endpoints: those above are all POSTs there are but those of keys, events and simulations, and the description names both headers', async () => {
    const { paths } = (await api.ask('GET', '/openapi.json')).json();
    const all = Object.entries<{ post?: { parameters: { name: string }[] } }>(paths).filter(([, { post }]) => post);
    const isUnkept = ([path]: (typeof all)[number]) =>
      path === '/api-keys' || path.startsWith('/inbound/') || path.endsWith('/simulate');
    for (const [, { post }] of all.filter(isUnkept))
      expect(post?.parameters.map(({ name }) => name)).not.toContain('Idempotency-Key');
    const posts = all.filter((one) => !isUnkept(one));
    expect(posts.map(([path]) => path).sort()).toEqual(routes.map(([path]) => path).sort());
    for (const [, { post }] of posts) {
      const names = post?.parameters.map(({ name }) => name);
      expect(names).toEqual(expect.arrayContaining(['Idempotency-Key', 'x-idempotency-expiration']));
    }
  });

  test.each([undefined, ''])('W-41 endpoints: with %j for a key every request is another', async (key) => {
    const [first, second] = [await invoke(key), await invoke(key)];
    expect(first.json().runId).not.toBe(second.json().runId);
  });

  test('W-40 methods: GET, PUT, PATCH and DELETE ignore both headers', async () => {
    const headers = { 'idempotency-key': 'methods', 'x-idempotency-expiration': 'nonsense' };
    const ask = (method: 'GET' | 'PUT' | 'DELETE', profile?: object) =>
      api.ask(method, '/profiles/methods', { headers, body: profile && { profile } });
    for (const a of [1, 2]) {
      expect((await ask('PUT', { a })).statusCode).toBe(200);
      expect((await ask('GET')).json()).toEqual({ profile: { a } });
    }
    expect((await ask('DELETE')).statusCode).toBe(204);
    expect((await ask('GET')).statusCode).toBe(404);
    for (const name of ['One', 'Two']) {
      const changed = await api.ask('PATCH', '/workspace', { headers, body: { name } });
      expect(changed.json()).toMatchObject({ name });
    }
  });
});

describe('scope', () => {
  test('W-42 scope: another environment, endpoint or object has keys of its own; another API key has not', async () => {
    const { runId } = (await invoke('scope')).json();
    await addKey(api.database, 'pk_test_other');
    const elsewhere = await post('/automations/invoke', invocation(), 'scope', { key: keys.production });
    expect([elsewhere.statusCode, elsewhere.json().runId === runId]).toEqual([200, false]);
    const other = await post('/automations/invoke', invocation(), 'scope', { key: 'pk_test_other' });
    expect(other.json()).toEqual({ runId });
    expect((await post('/notifications', notification(), 'scope')).statusCode).toBe(201);
    for (const user of ['scope-a', 'scope-b']) await post(`/profiles/${user}`, { profile: { user } }, 'scope');
    expect((await api.ask('GET', '/profiles/scope-b')).json()).toEqual({ profile: { user: 'scope-b' } });
  });

  test('row 22 W-46 body: another one with the same key gets the first answer and changes nothing', async () => {
    const { runId } = (await invoke('body', { a: 1 })).json();
    expect((await invoke('body', { a: 2 })).json()).toEqual({ runId });
    const { context } = await api.database.prisma.run.findUniqueOrThrow({ where: { id: runId } });
    expect(context).toMatchObject({ data: { a: 1 } });
    await post('/profiles/same', { profile: { a: 1 } }, 'body');
    await post('/profiles/same', { profile: { a: 2 } }, 'body');
    expect((await api.ask('GET', '/profiles/same')).json()).toEqual({ profile: { a: 1 } });
  });
});

describe('refusals', () => {
  test('W-42 404: is repeated although the object is there by now', async () => {
    const ask = (key: string) => post('/messages/later/resend', undefined, key);
    const first = await ask('early');
    expect([first.statusCode, first.json().message]).toEqual([404, 'Message not found']);
    const runId = await insertRun(api.database, { plan: { v: 1, steps } });
    await insertMessage(api.database, { id: 'later', runId, stepOrder: 0 });
    const again = await ask('early');
    expect([again.statusCode, again.body]).toEqual([404, first.body]);
    expect((await ask('late')).statusCode).toBe(200);
  });

  test('W-42 W-04 409: a final one is repeated, and still says that asking again cannot help', async () => {
    await post('/notifications', notification('taken'), undefined);
    const [first, again] = [
      await post('/notifications', notification('taken'), 'alias'),
      await post('/notifications', notification('taken'), 'alias'),
    ];
    for (const answer of [first, again])
      expect([answer.statusCode, answer.headers['x-should-retry']]).toEqual([409, 'false']);
    expect(again.body).toBe(first.body);
  });

  test('W-42 500: a fault is repeated although it is mended by now', async () => {
    await api.database.query(`ALTER TABLE run ADD CONSTRAINT fault CHECK (context -> 'data' ->> 'fault' IS NULL)`);
    const first = await invoke('fault', { fault: true });
    await api.database.query('ALTER TABLE run DROP CONSTRAINT fault');
    const again = await invoke('fault', { fault: true });
    expect([first.statusCode, again.statusCode, again.body]).toEqual([500, 500, first.body]);
    expect((await invoke('mended', { fault: true })).statusCode).toBe(200);
  });

  const refused: [number, (key: string) => ReturnType<typeof invoke>][] = [
    [400, (key) => post('/automations/invoke', { automation: {} }, key)],
    [401, (key) => post('/automations/invoke', invocation(), key, { key: 'unknown' })],
    [403, (key) => post('/automations/invoke', invocation(), key, { key: 'pk_test_reader' })],
    [413, (key) => invoke(key, { text: 'x'.repeat(7 * 1024 * 1024) })],
  ];
  test.each(refused)('W-43 %i: is not stored, the next request is carried out', async (status, ask) => {
    if (status === 403) await addKey(api.database, 'pk_test_reader', { scopes: ['read'] });
    const key = `refused ${status}`;
    expect((await ask(key)).statusCode).toBe(status);
    const { statusCode, body } = await invoke(key);
    expect(statusCode).toBe(200);
    expect((await invoke(key)).body).toBe(body);
  });

  test('W-43 429: is not stored, the next request is carried out', async () => {
    const messageId = await newMessage();
    const resend = (key?: string) => post(`/messages/${messageId}/resend`, undefined, key);
    expect((await resend()).statusCode).toBe(200);
    expect((await resend('429')).statusCode).toBe(429);
    const where = { source: { equals: [`resend/${messageId}`] } };
    await api.database.prisma.run.updateMany({ where, data: { createdAt: new Date(Date.now() - 61_000) } });
    expect((await resend('429')).statusCode).toBe(200);
  });
});

describe('expiration', () => {
  const HOUR = 3_600_000;

  /** How long the last key that was made will be kept, in hours. */
  async function hoursKept(): Promise<number> {
    const rows = await api.database.prisma.idempotency.findMany();
    const row = rows.sort((a, b) => a.lockedUntil.getTime() - b.lockedUntil.getTime()).at(-1);
    return Math.round((Number(row?.expiresAt) - Date.now()) / HOUR);
  }

  test.each([
    [undefined, 25],
    [() => new Date(Date.now() + 48 * HOUR).toISOString(), 48],
    [() => String(Math.round(Date.now() / 1000) + 48 * 3600), 48],
    [() => String(Date.now() + 48 * HOUR), 48],
    [() => '2001-01-01', 24],
    [() => '2200-01-01', 365 * 24],
  ])('W-45 expiration: case %#, kept %s', async (header, hours) => {
    const headers = header && { 'x-idempotency-expiration': header() };
    expect((await invoke(randomUUID(), {}, headers)).statusCode).toBe(200);
    expect(await hoursKept()).toBe(hours);
  });

  test('W-45 expiration: that of a known key cannot be changed; of one given back it can', async () => {
    const inDays = (days: number) => ({ 'x-idempotency-expiration': String(Date.now() + days * 24 * HOUR) });
    await invoke('fixed', {}, inDays(10));
    await invoke('fixed', {}, inDays(20));
    expect(await hoursKept()).toBe(240);
    const refused = await post('/automations/invoke', {}, 'free', { headers: inDays(10) });
    expect(refused.statusCode).toBe(400);
    await invoke('free', {}, inDays(20));
    expect(await hoursKept()).toBe(480);
  });

  test('W-45 expiration: one that names no instant is a 400, known key or not, and nothing is carried out', async () => {
    const headers = { 'x-idempotency-expiration': 'tomorrow' };
    const before = await rowsMade();
    const answer = await invoke('when', {}, headers);
    expect([answer.statusCode, answer.json().type]).toEqual([400, 'invalid_request_error']);
    expect(answer.json().message).toMatch(/^x-idempotency-expiration: must be/);
    expect(await rowsMade()).toBe(before);
    expect((await invoke('when')).statusCode).toBe(200);
    expect((await invoke('when', {}, headers)).statusCode).toBe(400);
    expect((await invoke(undefined, {}, headers)).statusCode).toBe(200);
  });

  test('W-45 expiration: after it the key is new, and the worker deletes what is over and nothing else', async () => {
    const { runId } = (await invoke('over')).json();
    await api.database.query(`UPDATE idempotency SET expires_at = now() - interval '1 second'`);
    const next = (await invoke('over')).json();
    expect(next.runId).not.toBe(runId);
    expect((await invoke('over')).json()).toEqual(next);
    const keysOfRequests = new Idempotency(api.database);
    const over = (await api.database.prisma.idempotency.count()) - 1;
    expect([await keysOfRequests.forgetExpired(1), await keysOfRequests.forgetExpired(1_000)]).toEqual([1, over - 1]);
    expect(await api.database.prisma.idempotency.count()).toBe(1);
    expect((await invoke('over')).json()).toEqual(next);
  });
});

test('W-41 costs: an invoke is one statement, three with a key, and a repetition is one', async () => {
  await invoke(undefined);
  const costOf = async (key?: string) => {
    const statements = countStatements();
    await invoke(key).finally(() => statements.stop());
    return statements.texts.length;
  };
  expect([await costOf(), await costOf('cost'), await costOf('cost')]).toEqual([1, 3, 1]);
});

test('W-05 W-42 SDK: it makes up no key; one in the headers makes two calls one run', async () => {
  await api.app.listen(0, '127.0.0.1');
  const courier = new Courier({ apiKey: keys.test, baseURL: await api.app.getUrl(), maxRetries: 0 });
  const ask = async (options?: Courier.RequestOptions) =>
    (await courier.automations.invoke.invokeAdHoc({ automation: { steps: [{ action: 'delay' }] } }, options)).runId;
  expect(await ask()).not.toBe(await ask());
  const headers = { 'Idempotency-Key': 'sdk' };
  const runId = await ask({ headers });
  expect(await ask({ headers })).toBe(runId);
  const unsent = { idempotencyKey: 'sdk option' };
  expect(await ask(unsent)).not.toBe(await ask(unsent));
});
