import { afterAll, beforeAll, expect, test } from 'vitest';
import { Secrets } from '../../platform/secrets.ts';
import { anInstantLater } from '../support/an-instant-later.ts';
import { type ApiUnderTest, startApi } from '../support/api.ts';

const settings = { host: 'mail.x.io', port: 587, from_address: 'us@x.io' };
const sealing = new Secrets([{ id: 'k1', key: Buffer.alloc(32, 7) }]);

let api: ApiUnderTest;

beforeAll(async () => {
  api = await startApi();
});

afterAll(() => api.close());

const create = (body: object, on = api) => on.ask('POST', '/providers', { body });

test('R-28 providers: made with defaults, and shown with its secrets masked', async () => {
  const body = { provider: 'smtp', settings: { ...settings, username: 'u', password: 'hunter2' } };
  const answer = await create(body);
  const shown = {
    id: answer.json().id,
    provider: 'smtp',
    title: 'Default Configuration',
    settings: { ...settings, secure: false, username: 'u', password: '********', guarantee: 'at-least-once' },
    created: expect.any(Number),
  };
  expect([answer.statusCode, answer.json()]).toEqual([201, shown]);
  expect((await api.ask('GET', `/providers/${shown.id}`)).json()).toEqual(shown);
  const row = await api.database.prisma.provider.findUniqueOrThrow({ where: { id: shown.id } });
  expect(JSON.stringify(row)).not.toContain('hunter2');
  expect(sealing.open(row.secrets ?? '')).toEqual({ password: 'hunter2' });
  expect(row).toMatchObject({ channels: ['email'], version: 1 });
});

test.each([
  ['an unknown provider', { provider: 'pigeon' }, 'provider: '],
  ['a name of the language', { provider: 'toString' }, 'provider: '],
  ['a missing setting', { provider: 'smtp', settings: { host: 'x' } }, 'settings.port: '],
  ['no settings', { provider: 'smtp' }, 'settings.host: '],
  ['a wrong type', { provider: 'smtp', settings: { ...settings, port: 'many' } }, 'settings.port: '],
  ['a limit of nothing', { provider: 'outbox', rate_limit: { max: 0, per: 'second' } }, 'rate_limit.max: '],
  [
    'a limit of more than is counted',
    { provider: 'outbox', rate_limit: { max: 10_001, per: 'hour' } },
    'rate_limit.max: ',
  ],
  ['a limit of a strange time', { provider: 'outbox', rate_limit: { max: 1, per: 'day' } }, 'rate_limit.per: '],
  ['a limit with more to it', { provider: 'outbox', rate_limit: { max: 1, per: 'hour', burst: 5 } }, 'rate_limit: '],
  ['a wrong guarantee', { provider: 'outbox', settings: { guarantee: 'maybe' } }, 'settings.guarantee: '],
])('R-28 providers: %s is a 400 that names it', async (_, body, path) => {
  const answer = await create(body);
  expect([answer.statusCode, answer.json().message]).toEqual([400, expect.stringContaining(path)]);
});

test('R-28 providers: without keys a secret is refused, the variable is named, and what has no secret works', async () => {
  const keyless = await startApi({ secrets: new Secrets([]) });
  const refused = await create({ provider: 'smtp', settings: { ...settings, password: 'hunter2' } }, keyless);
  expect([refused.statusCode, refused.json().message]).toEqual([
    400,
    expect.stringContaining('ANGARIUM_ENCRYPTION_KEYS'),
  ]);
  expect(refused.body).not.toContain('hunter2');
  expect((await create({ provider: 'smtp', settings }, keyless)).statusCode).toBe(201);
  await keyless.close();
});

test('R-28 providers: PUT replaces all, keeps a secret that is sent back masked, and counts the version', async () => {
  const { id } = (
    await create({ provider: 'smtp', alias: 'a', settings: { ...settings, password: 'hunter2' } })
  ).json();
  const put = (body: object) => api.ask('PUT', `/providers/${id}`, { body });
  const stored = async () => api.database.prisma.provider.findUniqueOrThrow({ where: { id } });
  const kept = await put({
    provider: 'smtp',
    title: 'T',
    settings: { ...settings, password: '********', guarantee: 'at-most-once' },
  });
  expect(kept.json()).toMatchObject({
    title: 'T',
    updated: expect.any(Number),
    settings: { guarantee: 'at-most-once' },
  });
  expect(kept.json()).not.toHaveProperty('alias');
  expect(sealing.open((await stored()).secrets ?? '')).toEqual({ password: 'hunter2' });
  expect(await stored()).toMatchObject({ version: 2, guarantee: 'at-most-once' });
  expect((await put({ provider: 'smtp', settings })).json().settings).not.toHaveProperty('password');
  expect((await stored()).secrets).toBeNull();
  const changed = await put({ provider: 'outbox' });
  expect([changed.statusCode, changed.json().message]).toEqual([400, expect.stringMatching(/^provider: /)]);
});

test('R-28 providers: a rate limit is kept and shown, and a PUT without one ends it', async () => {
  const rate_limit = { max: 14, per: 'second' };
  const made = (await create({ provider: 'outbox', rate_limit })).json();
  const shown = async () => (await api.ask('GET', `/providers/${made.id}`)).json();
  expect([made, await shown()]).toMatchObject(Array(2).fill({ rate_limit }));
  await api.database.query(`UPDATE provider SET next_turn = 'infinity', next_list_turn = 'infinity' WHERE id = $1`, [
    made.id,
  ]);
  const put = await api.ask('PUT', `/providers/${made.id}`, { body: { provider: 'outbox', rate_limit: null } });
  expect([put.json(), await shown()].map((answer) => 'rate_limit' in answer)).toEqual([false, false]);
  const row = await api.database.prisma.provider.findUniqueOrThrow({ where: { id: made.id } });
  expect(row).toMatchObject({ rateLimit: null, nextTurn: null, nextListTurn: null });
});

test('R-28 providers: a secret that is sent anew needs no key of before, one that is only masked does', async () => {
  const { id } = (await create({ provider: 'smtp', settings: { ...settings, password: 'hunter2' } })).json();
  const rotated = new Secrets([{ id: 'k2', key: Buffer.alloc(32, 8) }]);
  const later = await startApi({ database: api.database, secrets: rotated });
  const put = (password: string) =>
    later.ask('PUT', `/providers/${id}`, { body: { provider: 'smtp', settings: { ...settings, password } } });
  const unreadable = await put('********');
  expect([unreadable.statusCode, unreadable.json().message]).toEqual([
    400,
    expect.stringMatching(/^settings\.password: .*ANGARIUM_ENCRYPTION_KEYS/),
  ]);
  expect((await put('hunter3')).statusCode).toBe(200);
  const row = await api.database.prisma.provider.findUniqueOrThrow({ where: { id } });
  expect(rotated.open(row.secrets ?? '')).toEqual({ password: 'hunter3' });
  await later.app.close();
});

test('R-28 providers: a mask with nothing behind it is refused, when made and when replaced', async () => {
  const body = { provider: 'smtp', settings: { ...settings, password: '********' } };
  const { id } = (await create({ provider: 'smtp', settings })).json();
  for (const answer of [await create(body), await api.ask('PUT', `/providers/${id}`, { body })]) {
    expect([answer.statusCode, answer.json().message]).toEqual([400, expect.stringMatching(/^settings\.password: /)]);
  }
  expect((await api.ask('GET', `/providers/${id}`)).json().settings).not.toHaveProperty('password');
});

test('R-28 providers: one of several channels serves them all', async () => {
  const { id } = (await create({ provider: 'outbox' })).json();
  const { channels } = await api.database.prisma.provider.findUniqueOrThrow({ where: { id } });
  expect(channels).toEqual(['email', 'sms', 'push', 'inbox']);
});

test('R-28 providers: DELETE removes, once', async () => {
  const { id } = (await create({ provider: 'outbox' })).json();
  expect((await api.ask('DELETE', `/providers/${id}`)).statusCode).toBe(204);
  const again = await api.ask('DELETE', `/providers/${id}`);
  expect([again.statusCode, again.json().message]).toEqual([404, 'Provider not found']);
});

test('R-28 providers: listed newest first in pages', async () => {
  for (let count = 0; count < 22; count++) {
    await create({ provider: 'outbox', title: `${count}` });
    await anInstantLater();
  }
  const first = (await api.ask('GET', '/providers')).json();
  expect([first.results.length, first.results[0].title]).toEqual([20, '21']);
  const second = (await api.ask('GET', `/providers?cursor=${first.paging.cursor}`)).json();
  expect(second.results[0].title).toBe('1');
  expect(second.paging).toEqual({ more: false });
});

test('R-28 catalog: every setting with its type, filtered by channel, key or name', async () => {
  const names = async (query: string) => {
    const { results } = (await api.ask('GET', `/providers/catalog?${query}`)).json();
    return results.map(({ provider }: { provider: string }) => provider);
  };
  expect(await names('')).toEqual(['smtp', 'outbox']);
  expect(await names('channel=sms')).toEqual(['outbox']);
  expect(await names('keys=smtp,twilio')).toEqual(['smtp']);
  expect(await names('name=smt')).toEqual(['smtp']);
  const { results } = (await api.ask('GET', '/providers/catalog?keys=smtp')).json();
  expect(results[0].settings).toEqual({
    host: { type: 'string', required: true },
    port: { type: 'number', required: true },
    secure: { type: 'boolean', required: false },
    username: { type: 'string', required: false },
    password: { type: 'string', required: false },
    from_address: { type: 'string', required: true },
    guarantee: { type: 'string', required: false, values: ['at-least-once', 'at-most-once'] },
  });
});
