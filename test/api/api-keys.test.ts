import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { ensureWorkspace } from '../../platform/database/ensure-workspace.ts';
import { anInstantLater } from '../support/an-instant-later.ts';
import { type ApiUnderTest, addKey, keys, startApi } from '../support/api.ts';

let api: ApiUnderTest;

beforeAll(async () => {
  api = await startApi();
});

afterEach(() => {
  vi.useRealTimers();
});

afterAll(() => api.close());

const create = (body: object, key = keys.test) => api.ask('POST', '/api-keys', { body, key });
const list = async (key = keys.test) => (await api.ask('GET', '/api-keys', { key })).json().results;
const idsOf = async (key?: string) => (await list(key)).map(({ id }: { id: string }) => id);
const statusOf = async (key: string) => (await api.ask('GET', '/workspace', { key })).statusCode;

test('R-24 keys: a new key is shown once, works, and stands nowhere in the database', async () => {
  const { statusCode, ...answer } = await create({
    name: 'Shop',
    scopes: ['send', 'read', 'send'],
    expires_at: '2999-01-01',
  });
  const { key, id, created_at, ...shown } = answer.json();
  expect(statusCode).toBe(201);
  expect(key).toMatch(/^pk_test_[0-9a-f]{64}$/);
  const expected = { name: 'Shop', environment: 'test', mock: false, scopes: ['read', 'send'] };
  expect(shown).toEqual({ ...expected, expires_at: '2999-01-01T00:00:00.000Z' });
  expect(await statusOf(key)).toBe(200);
  const listed = (await list()).find((one: { id: string }) => one.id === id);
  expect(listed).toEqual({ id, created_at, ...shown, last_used_at: expect.any(String) });
  const rows = await api.database.query('SELECT k::text FROM api_key k UNION ALL SELECT i::text FROM idempotency i');
  expect(JSON.stringify(rows)).not.toContain(key);
});

test('R-24 keys: an Idempotency-Key keeps no answer with a key in it', async () => {
  const ask = () => api.ask('POST', '/api-keys', { body: { name: 'K' }, headers: { 'idempotency-key': 'twice' } });
  const [first, second] = [await ask(), await ask()];
  expect([first.statusCode, second.statusCode]).toEqual([201, 201]);
  expect(first.json().key).not.toBe(second.json().key);
  expect(await api.database.query('SELECT * FROM idempotency')).toEqual([]);
});

test('R-24 keys: a revoked key is unknown at once to the process that revoked it, and is listed no more', async () => {
  const { id, key } = (await create({ name: 'Old' })).json();
  expect(await statusOf(key)).toBe(200);
  const revoke = () => api.ask('DELETE', `/api-keys/${id}`);
  expect((await revoke()).statusCode).toBe(204);
  expect(await statusOf(key)).toBe(401);
  expect(await idsOf()).not.toContain(id);
  const again = await revoke();
  expect([again.statusCode, again.json().message]).toEqual([404, 'API key not found']);
});

test('R-24 keys: another process accepts a revoked key for 30 s at most', async () => {
  const other = await startApi({ database: api.database });
  const { id, key } = (await create({ name: 'Old' })).json();
  const status = async () => (await other.ask('GET', '/workspace', { key })).statusCode;
  vi.useFakeTimers({ toFake: ['Date'] });
  expect(await status()).toBe(200);
  await api.ask('DELETE', `/api-keys/${id}`);
  vi.setSystemTime(Date.now() + 31_000);
  expect(await status()).toBe(401);
  await other.app.close();
});

test('R-24 keys: an expired key is a 401 from that moment on, remembered or not', async () => {
  const { key } = (await create({ name: 'Short', expires_at: new Date(Date.now() + 3_600_000).toISOString() })).json();
  expect(await statusOf(key)).toBe(200);
  vi.useFakeTimers({ toFake: ['Date'] });
  vi.setSystemTime(Date.now() + 3_600_001);
  expect(await statusOf(key)).toBe(401);
});

test('R-24 keys: a first key that was revoked does not come back with the next start', async () => {
  const first = { apiKey: 'pk_test_first_key', outbox: false };
  await ensureWorkspace(api.database.pool, first);
  expect(await statusOf(first.apiKey)).toBe(200);
  const [{ id }] = await list(first.apiKey);
  await api.ask('DELETE', `/api-keys/${id}`, { key: first.apiKey });
  await ensureWorkspace(api.database.pool, first);
  expect(await statusOf(first.apiKey)).toBe(401);
});

test('R-24 keys: each environment lists and revokes its own, newest first, 20 a page', async () => {
  const { id } = (await create({ name: 'Test' })).json();
  expect(await idsOf(keys.production)).not.toContain(id);
  expect((await api.ask('DELETE', `/api-keys/${id}`, { key: keys.production })).statusCode).toBe(404);
  expect((await api.ask('DELETE', `/api-keys/${id}`, { key: keys.stranger })).statusCode).toBe(404);
  for (let n = 0; n < 21; n++) {
    await create({ name: `${n}` }, keys.stranger);
    await anInstantLater();
  }
  const first = (await api.ask('GET', '/api-keys', { key: keys.stranger })).json();
  expect(first.results.map(({ name }: { name: string }) => name)).toEqual(
    Array.from({ length: 20 }, (_, n) => `${20 - n}`),
  );
  const rest = await api.ask('GET', `/api-keys?cursor=${first.paging.cursor}`, { key: keys.stranger });
  expect(rest.json()).toMatchObject({ results: [{ name: '0' }, { id: keys.stranger }], paging: { more: false } });
});

test('R-24 keys: a production key makes keys of both environments', async () => {
  const made = async (body: object) => (await create({ name: 'K', ...body }, keys.production)).json();
  expect((await made({})).key).toMatch(/^pk_prod_/);
  const test = await made({ environment: 'test' });
  expect([test.environment, await idsOf()]).toEqual(['test', expect.arrayContaining([test.id])]);
});

test('R-24 keys: what is not said is as it is with the key that asks', async () => {
  await addKey(api.database, 'pk_test_maker', {
    mock: true,
    scopes: ['read', 'admin'],
    expiresAt: new Date('2100-01-01'),
  });
  expect((await create({ name: 'K' }, 'pk_test_maker')).json()).toMatchObject({
    mock: true,
    scopes: ['read', 'admin'],
    expires_at: '2100-01-01T00:00:00.000Z',
  });
  expect((await create({ name: 'K' })).json()).toMatchObject({
    mock: false,
    scopes: ['read', 'send', 'write', 'admin'],
  });
});

test.each([
  [{ scopes: ['read', 'send'] }, 'a key without the scope "send" makes none that has it'],
  [{ mock: false }, 'a mock key makes mock keys only'],
  [{ environment: 'production' }, 'a key of the test environment makes none for production'],
  [{ expires_at: '2101-01-01' }, 'a key makes none that outlives it'],
])('R-24 keys: no key makes one that can do more than itself: %j', async (body, reason) => {
  const key = 'pk_test_limited';
  if (!(await api.database.prisma.apiKey.findUnique({ where: { id: key } })))
    await addKey(api.database, key, { mock: true, scopes: ['read', 'admin'], expiresAt: new Date('2100-01-01') });
  const answer = await create({ name: 'K', ...body }, key);
  expect([answer.statusCode, answer.json()]).toEqual([
    403,
    { type: 'permission_error', message: `Forbidden: ${reason}` },
  ]);
});

test.each([
  [{}, 'name: '],
  [{ name: ' ' }, 'name: must not be blank'],
  [{ name: 'K', scopes: [] }, 'scopes: must name a scope'],
  [{ name: 'K', scopes: ['read', 'fly'] }, 'scopes.1: '],
  [{ name: 'K', environment: 'staging' }, 'environment: '],
  [{ name: 'K', mock: 'yes' }, 'mock: '],
  [{ name: 'K', expires_at: 'soon' }, 'expires_at: must be an ISO 8601 date or timestamp'],
  [{ name: 'K', expires_at: '2020-01-01' }, 'expires_at: must be in the future'],
])('R-24 keys: %j is a 400', async (body, problem) => {
  const answer = await create(body);
  expect([answer.statusCode, answer.json().message]).toEqual([400, expect.stringContaining(problem)]);
});

test('R-24 keys: an environment that the workspace does not have is a 400', async () => {
  await api.database.prisma.apiKey.update({ where: { id: keys.stranger }, data: { environmentId: 'two-test' } });
  await api.database.query(`UPDATE environment SET kind = 'production' WHERE id = 'two-test'`);
  const answer = await create({ name: 'K', environment: 'test' }, keys.stranger);
  expect(answer.json().message).toBe('environment: the workspace has no such environment');
});
