import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

import { type ApiUnderTest, keys, startApi } from '../support/api.ts';

let api: ApiUnderTest;
let user: string;
let count = 0;

beforeAll(async () => {
  api = await startApi();
  for (const id of ['a', 'b', 'c']) await api.ask('PUT', `/tenants/${id}`, { body: { name: id } });
});

afterAll(() => api.close());

beforeEach(() => {
  user = `user${count++}`;
});

const add = (tenants: unknown, key = keys.test) => api.ask('PUT', `/users/${user}/tenants`, { body: { tenants }, key });
const addOne = (id: string, body?: object) => api.ask('PUT', `/users/${user}/tenants/${id}`, { body });
const tenantsOf = async (who = user) => (await api.ask('GET', `/users/${who}/tenants`)).json().items;

test('U-05 memberships: many are added at once, and both sides list them', async () => {
  const profile = { role: 'boss' };
  const answer = await add([{ tenant_id: 'a' }, { tenant_id: 'b', profile, type: 'user', user_id: 'ignored' }]);
  expect([answer.statusCode, answer.body]).toEqual([204, '']);
  const mine = { user_id: user, type: 'user' };
  const listed = [
    { ...mine, tenant_id: 'b', profile },
    { ...mine, tenant_id: 'a' },
  ];
  const list = (await api.ask('GET', `/users/${user}/tenants`)).json();
  expect(list).toEqual({ type: 'list', items: listed, has_more: false, url: `/users/${user}/tenants?limit=20` });
  expect((await api.ask('GET', '/tenants/b/users')).json().items).toEqual([listed[0]]);
});

test('U-05 memberships: adding takes nothing away: others stay, and so does a profile that is not named', async () => {
  await addOne('a', { profile: { role: 'boss' } });
  await add([{ tenant_id: 'c', profile: null }, { tenant_id: 'a' }]);
  expect((await addOne('a')).statusCode).toBe(204);
  expect((await addOne('a', { profile: null })).statusCode).toBe(204);
  const profiles = (await tenantsOf()).map(({ tenant_id, profile }: Record<string, unknown>) => [tenant_id, profile]);
  expect(profiles.sort()).toEqual([
    ['a', { role: 'boss' }],
    ['c', undefined],
  ]);
  await addOne('a', { profile: { team: 'blue' } });
  expect((await tenantsOf()).find(({ tenant_id }: { tenant_id: string }) => tenant_id === 'a').profile).toEqual({
    team: 'blue',
  });
});

test('U-05 memberships: of a tenant named twice the last counts; of none nothing is added', async () => {
  await add([
    { tenant_id: 'a', profile: { n: 1 } },
    { tenant_id: 'a', profile: { n: 2 } },
  ]);
  expect((await add([])).statusCode).toBe(204);
  expect((await tenantsOf()).map(({ profile }: { profile: unknown }) => profile)).toEqual([{ n: 2 }]);
});

test('U-05 memberships: an unknown tenant adds nobody anywhere', async () => {
  const one = await addOne('nowhere', {});
  expect([one.statusCode, one.json().message]).toEqual([404, 'Tenant not found']);
  const many = await add([{ tenant_id: 'a' }, { tenant_id: 'nowhere' }]);
  expect([many.statusCode, many.json().message]).toEqual([400, 'tenants.1.tenant_id: there is no such tenant']);
  expect(await tenantsOf()).toEqual([]);
});

test('U-05 memberships: one is taken away, then all, and again', async () => {
  await add([{ tenant_id: 'a' }, { tenant_id: 'b' }, { tenant_id: 'c' }]);
  const remove = async (path: string) => (await api.ask('DELETE', `/users/${user}/tenants${path}`)).statusCode;
  expect([await remove('/b'), await remove('/b'), await remove('/nowhere')]).toEqual([204, 204, 204]);
  expect(await tenantsOf()).toHaveLength(2);
  expect([await remove(''), await remove('')]).toEqual([204, 204]);
  expect(await tenantsOf()).toEqual([]);
});

test.each([
  [undefined, 'tenants: '],
  ['a', 'tenants: '],
  [[{ profile: {} }], 'tenants.0.tenant_id: '],
  [[{ tenant_id: 'a', profile: [] }], 'tenants.0.profile: '],
  [
    [{ tenant_id: 'a', profile: { deep: { prototype: 1 } } }],
    'tenants.0.profile.deep.prototype: this key is not allowed',
  ],
])('W-08 W-13 memberships: %j is refused, naming the field', async (tenants, message) => {
  const answer = await add(tenants);
  expect([answer.statusCode, answer.json().message]).toEqual([400, expect.stringContaining(message)]);
});

test('W-24 memberships: nobody else sees, adds or removes them', async () => {
  await addOne('a', {});
  expect((await add([{ tenant_id: 'a' }], keys.stranger)).statusCode).toBe(400);
  await api.ask('DELETE', `/users/${user}/tenants`, { key: keys.production });
  expect((await api.ask('GET', `/users/${user}/tenants`, { key: keys.production })).json().items).toEqual([]);
  expect((await api.ask('GET', '/tenants/a/users', { key: keys.production })).statusCode).toBe(404);
  expect(await tenantsOf()).toHaveLength(1);
});

test('W-11 memberships: pages of both lists, none twice', async () => {
  await api.ask('PUT', '/tenants/big%2Fone', { body: { name: 'Big' } });
  const users = Array.from({ length: 45 }, (_, index) => `many${index}`);
  await Promise.all(users.map((who) => api.ask('PUT', `/users/${who}/tenants/big%2Fone`, { body: {} })));
  const seen: string[] = [];
  for (let next = '/tenants/big%2Fone/users?limit='; next; ) {
    const page = (await api.ask('GET', next)).json();
    seen.push(...page.items.map(({ user_id }: { user_id: string }) => user_id));
    next = page.next_url ?? '';
  }
  expect(seen.toSorted()).toEqual(users.toSorted());

  await add([{ tenant_id: 'a' }, { tenant_id: 'b' }, { tenant_id: 'c' }]);
  const first = (await api.ask('GET', `/users/${user}/tenants?limit=2`)).json();
  expect(first).toMatchObject({ has_more: true, next_url: `/users/${user}/tenants?limit=2&cursor=${first.cursor}` });
  expect((await api.ask('GET', first.next_url)).json().items).toHaveLength(1);
  expect((await api.ask('GET', `/users/other/tenants?cursor=${first.cursor}`)).statusCode).toBe(400);
});

test('U-05 memberships: who joins while the tenant is removed is in no tenant, and no request breaks', async () => {
  for (let round = 0; round < 10; round++) {
    await api.ask('PUT', '/tenants/fleeting', { body: { name: 'F' } });
    const [joined, removed] = await Promise.all([addOne('fleeting'), api.ask('DELETE', '/tenants/fleeting')]);
    expect([204, 404]).toContain(joined.statusCode);
    expect(removed.statusCode).toBe(204);
    expect(await tenantsOf()).toEqual([]);
  }
});
