import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';

import { type ApiUnderTest, addKey, keys, startApi } from '../support/api.ts';
import { insertMessage, insertRun } from '../support/rows.ts';

const automation = { steps: [{ action: 'send', template: 'welcome' }] };
const unauthorized = { type: 'authentication_error', message: 'Unauthorized' };

let api: ApiUnderTest;

beforeAll(async () => {
  api = await startApi();
});

afterEach(() => {
  vi.useRealTimers();
});

afterAll(() => api.close());

test.each([
  ['missing', ''],
  ['malformed', 'Bearer'],
  ['of another scheme', 'Token abc'],
  ['unknown', 'Bearer pk_test_unknown'],
])('W-20 keys: a %s key is a 401', async (_, authorization) => {
  const answer = await api.ask('GET', '/workspace', { headers: { authorization } });
  expect([answer.statusCode, answer.json()]).toEqual([401, unauthorized]);
});

test('W-20 keys: an expired key is a 401, and the body of a stranger is not read', async () => {
  await addKey(api.database, 'pk_test_old', { expiresAt: new Date(Date.now() - 1) });
  const options = { key: 'pk_test_old', body: '{broken', headers: { 'content-type': 'application/json' } };
  expect((await api.ask('POST', '/automations/invoke', options)).statusCode).toBe(401);
});

test('W-20 keys: a revoked key works 30 s more and not longer', async () => {
  await addKey(api.database, 'pk_test_revoked');
  const status = async () => (await api.ask('GET', '/workspace', { key: 'pk_test_revoked' })).statusCode;
  vi.useFakeTimers({ toFake: ['Date'] });
  expect(await status()).toBe(200);
  await api.database.prisma.apiKey.delete({ where: { id: 'pk_test_revoked' } });
  vi.setSystemTime(Date.now() + 29_000);
  expect(await status()).toBe(200);
  vi.setSystemTime(Date.now() + 2_000);
  expect(await status()).toBe(401);
});

test('W-20 keys: a key that was unknown works as soon as it is made', async () => {
  const status = async () => (await api.ask('GET', '/workspace', { key: 'pk_test_new' })).statusCode;
  expect(await status()).toBe(401);
  await addKey(api.database, 'pk_test_new');
  expect(await status()).toBe(200);
});

test('W-21 scopes: a key does what its scopes say and nothing else; the refusal names what it lacks', async () => {
  await addKey(api.database, 'pk_test_shop', { scopes: ['read', 'send'] });
  const ask = async (method: 'GET' | 'POST' | 'DELETE', url: string, body?: unknown) =>
    api.ask(method, url, { key: 'pk_test_shop', body });
  expect((await ask('GET', '/profiles/nobody')).statusCode).toBe(404);
  expect((await ask('POST', '/automations/invoke', { automation })).statusCode).toBe(200);
  expect((await ask('DELETE', '/profiles/nobody')).statusCode).toBe(403);
  const refused = await ask('GET', '/api-keys');
  const message = 'Forbidden: the key lacks the scope "admin"';
  expect([refused.statusCode, refused.json()]).toEqual([403, { type: 'permission_error', message }]);
});

test('W-22 environments: what one half of a workspace makes, the other does not see', async () => {
  const { runId } = (await api.ask('POST', '/automations/invoke', { body: { automation } })).json();
  const path = `/automations/runs/${runId}`;
  expect((await api.ask('GET', path)).statusCode).toBe(200);
  expect((await api.ask('GET', path, { key: keys.production })).statusCode).toBe(404);
  const { runs } = (await api.ask('GET', '/automations/runs', { key: keys.production })).json();
  expect(runs).toEqual([]);
});

test('W-22 environments: one user id and one alias may mean another thing in the other half', async () => {
  const halves = [
    { key: keys.test, email: 'test@example.com' },
    { key: keys.production, email: 'production@example.com' },
  ];
  const content = { title: 'T', body: 'B' };
  for (const { key, email } of halves) {
    await api.ask('PUT', '/profiles/shared', { key, body: { profile: { email } } });
    const notification = { name: email, tags: [], alias: 'SHARED', content };
    const made = await api.ask('POST', '/notifications', { key, body: { notification, state: 'PUBLISHED' } });
    expect(made.statusCode).toBe(201);
  }
  for (const { key, email } of halves) {
    const read = async (path: string) => (await api.ask('GET', path, { key })).json();
    expect((await read('/profiles/shared')).profile).toEqual({ email });
    const names = (await read('/notifications')).results.map(({ name }: { name: string }) => name);
    expect(names).toContain(email);
    expect(names).not.toContain(halves.find((other) => other.key !== key)?.email);
  }
  await api.ask('DELETE', '/profiles/shared');
  expect((await api.ask('GET', '/profiles/shared', { key: keys.production })).statusCode).toBe(200);
});

test('W-23 mock keys: the run remembers that no provider is to be called', async () => {
  await addKey(api.database, 'pk_test_mock', { mock: true });
  const mocks = async (key: string) => {
    const { runId } = (await api.ask('POST', '/automations/invoke', { key, body: { automation } })).json();
    return (await api.database.prisma.run.findUniqueOrThrow({ where: { id: runId } })).mock;
  };
  expect([await mocks('pk_test_mock'), await mocks(keys.test)]).toEqual([true, false]);
});

test('W-24 strangers: every object of another workspace is as if it never was', async () => {
  const runId = await insertRun(api.database);
  const messageId = await insertMessage(api.database);
  const notification = {
    name: 'N',
    tags: [],
    content: { version: '2022-01-01', elements: [{ type: 'text', content: 'x' }] },
  };
  const { id } = (await api.ask('POST', '/notifications', { body: { notification } })).json();
  const provider = (await api.ask('POST', '/providers', { body: { provider: 'outbox' } })).json().id;
  const body = { notification };
  const calls: ['GET' | 'POST' | 'PUT' | 'DELETE', string, string, unknown?][] = [
    ['GET', '/automations/runs/@', runId],
    ['GET', '/automations/runs/@/steps', runId],
    ['GET', '/messages/@', messageId],
    ['GET', '/messages/@/history', messageId],
    ['GET', '/messages/@/output', messageId],
    ['POST', '/messages/@/resend', messageId],
    ['GET', '/notifications/@?version=draft', id],
    ['GET', '/notifications/@/versions', id],
    ['GET', '/notifications/@/content?version=draft', id],
    ['PUT', '/notifications/@/content', id, { content: notification.content }],
    ['PUT', '/notifications/@/elements/e1', id, { type: 'divider' }],
    ['PUT', '/notifications/@/locales/fr', id, { elements: [] }],
    ['PUT', '/notifications/@', id, body],
    ['POST', '/notifications/@/publish', id],
    ['DELETE', '/notifications/@', id],
    ['GET', '/providers/@', provider],
    ['PUT', '/providers/@', provider, { provider: 'outbox' }],
    ['DELETE', '/providers/@', provider],
  ];
  for (const [method, path, known, body] of calls) {
    const foreign = await api.ask(method, path.replace('@', known), { key: keys.stranger, body });
    const unknown = await api.ask(method, path.replace('@', 'no-such-id'), { key: keys.stranger, body });
    expect([path, foreign.statusCode, foreign.body]).toEqual([path, 404, unknown.body]);
  }
  expect((await api.ask('GET', `/providers/${provider}`)).statusCode).toBe(200);
});

test('W-31 limits: off by default; set for an endpoint, each key has its own, and the answer says how long', async () => {
  const limits = [{ method: 'PUT', path: '/profiles/{id}', max: 2, windowMs: 60_000 }];
  const limited = await startApi({ rateLimits: limits });
  const put = async (on: ApiUnderTest, key?: string) => on.ask('PUT', '/profiles/ada', { key, body: { profile: {} } });
  const statuses = [await put(limited), await put(limited), await put(limited)].map(({ statusCode }) => statusCode);
  expect(statuses).toEqual([200, 200, 429]);
  const refused = await put(limited);
  expect(refused.json()).toEqual({ type: 'rate_limit_error', message: 'Too many requests' });
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(60);
  expect((await put(limited, keys.stranger)).statusCode).toBe(200);
  expect((await limited.ask('GET', '/profiles/ada')).statusCode).toBe(200);
  await limited.close();
  for (let count = 0; count < 30; count++) expect((await put(api)).statusCode).toBe(200);
});
