import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { LONGEST_CHAIN } from '../../language/people/tenant.ts';
import { type ApiUnderTest, keys, startApi } from '../support/api.ts';

let api: ApiUnderTest;

beforeAll(async () => {
  api = await startApi();
});

afterAll(() => api.close());

const put = (id: string, body: object = { name: id }, key = keys.test) =>
  api.ask('PUT', `/tenants/${id}`, { body, key });
const get = async (id: string, key = keys.test) => (await api.ask('GET', `/tenants/${id}`, { key })).json();

/** A tenant with all there is. */
const acme = {
  name: 'Acme',
  brand_id: 'bnd_acme',
  properties: { plan: 'gold', address: { city: 'Ulm' } },
  user_profile: { locale: 'de' },
  default_preferences: {
    items: [{ id: 'billing', status: 'REQUIRED', has_custom_routing: true, custom_routing: ['email', 'inbox'] }],
  },
};

describe('tenants', () => {
  test('U-04 tenants: PUT makes one and gives it, GET gives the same', async () => {
    await put('holding');
    const write = { ...acme, parent_tenant_id: 'holding', unknown: 1 };
    const answer = await put('acme', write);
    const { unknown: _, ...expected } = { id: 'acme', ...write };
    expect([answer.statusCode, answer.json()]).toEqual([200, expected]);
    expect(await get('acme')).toEqual(expected);
  });

  test('U-04 tenants: an id is trimmed, and a blank one is a 400', async () => {
    expect((await put('%20spaced%20')).json()).toMatchObject({ id: 'spaced' });
    expect((await put('%20', { name: 'N' })).statusCode).toBe(400);
  });

  test('U-04 W-13 tenants: PUT replaces all of it, and null says the same as nothing', async () => {
    await put('replaced', acme);
    const nulls = { brand_id: null, parent_tenant_id: null, properties: null, user_profile: null };
    const answer = await put('replaced', { name: 'New', ...nulls, default_preferences: null });
    expect([answer.statusCode, answer.json()]).toEqual([200, { id: 'replaced', name: 'New' }]);
    expect(await get('replaced')).toEqual({ id: 'replaced', name: 'New' });
  });

  test.each(['a@b.c', 'a%2Fb', 'caf%C3%A9', '__proto__', 'x'.repeat(256)])(
    'W-12 tenants: an id may be %s',
    async (id) => {
      expect((await put(id)).json().id).toBe(decodeURIComponent(id));
      expect(await get(id)).toMatchObject({ id: decodeURIComponent(id) });
    },
  );

  test('W-24 tenants: what another environment has is unknown, and so is what never was', async () => {
    await put('secret', { name: 'Secret' });
    for (const key of [keys.production, keys.stranger]) {
      await put('secret', { name: 'Another' }, key);
      await api.ask('DELETE', '/tenants/secret', { key });
      const body = { name: 'Child', parent_tenant_id: 'secret' };
      expect((await put('child', body, key)).statusCode).toBe(400);
      const answer = await api.ask('GET', '/tenants/secret', { key });
      expect([answer.statusCode, answer.json()]).toEqual([
        404,
        { type: 'invalid_request_error', message: 'Tenant not found' },
      ]);
    }
    expect(await get('secret')).toEqual({ id: 'secret', name: 'Secret' });
  });

  test.each<[object | string | undefined, string]>([
    [undefined, 'body: '],
    [{}, 'name: '],
    [{ name: ' ' }, 'name: must not be blank'],
    [{ name: 'x', properties: [] }, 'properties: '],
    [{ name: 'x', user_profile: 'x' }, 'user_profile: '],
    [
      { name: 'x', default_preferences: { items: [{ id: 't', status: 'MAYBE' }] } },
      'default_preferences.items.0.status: ',
    ],
    [
      { name: 'x', default_preferences: { items: [{ id: 't', status: 'OPTED_IN', custom_routing: ['pigeon'] }] } },
      'default_preferences.items.0.custom_routing.0: ',
    ],
    [
      { name: 'x', default_preferences: { items: Array(2).fill({ id: 't', status: 'OPTED_IN' }) } },
      'default_preferences.items: names a topic twice',
    ],
    [{ name: 'x', parent_tenant_id: 'nobody' }, 'parent_tenant_id: there is no such tenant'],
    ['{"name":"x","properties":{"a":[{"constructor":1}]}}', 'properties.a.0.constructor: this key is not allowed'],
    ['{"name":"x","user_profile":{"__proto__":{"b":1}}}', 'user_profile.__proto__: this key is not allowed'],
  ])('W-08 W-13 tenants: %j is refused, naming the field', async (body, message) => {
    const headers = typeof body === 'string' ? { headers: { 'content-type': 'application/json' } } : {};
    const answer = await api.ask('PUT', '/tenants/refused', { body, ...headers });
    expect([answer.statusCode, answer.json().message]).toEqual([400, expect.stringContaining(message)]);
    expect((await api.ask('GET', '/tenants/refused')).statusCode).toBe(404);
  });

  test('U-04 tenants: DELETE takes the memberships along, frees the children and may be repeated', async () => {
    await put('parent');
    await put('orphan', { name: 'Orphan', parent_tenant_id: 'parent' });
    await api.ask('PUT', '/profiles/kept', { body: { profile: { email: 'k@x.io' } } });
    await api.ask('PUT', '/users/kept/tenants/parent', { body: {} });
    expect((await api.ask('DELETE', '/tenants/parent')).statusCode).toBe(204);
    expect((await api.ask('DELETE', '/tenants/parent')).statusCode).toBe(204);
    expect(await get('orphan')).toEqual({ id: 'orphan', name: 'Orphan' });
    expect((await api.ask('GET', '/users/kept/tenants')).json().items).toEqual([]);
    expect((await api.ask('GET', '/profiles/kept')).json()).toEqual({ profile: { email: 'k@x.io' } });
    await put('parent');
    expect((await api.ask('GET', '/tenants/parent/users')).json().items).toEqual([]);
  });
});

describe('parents', () => {
  const under = (id: string, parent: string) => put(id, { name: id, parent_tenant_id: parent });

  test('U-04 tenants: a circle is refused, however long it is, and nothing changes', async () => {
    const circle = 'parent_tenant_id: is the tenant itself or below it: tenants would go in a circle';
    for (const [id, parent] of [
      ['self', 'self'],
      ['new', 'new'],
    ] as const)
      expect((await under(id, parent)).json().message).toBe(circle);
    await put('c1');
    for (const [id, parent] of [
      ['c2', 'c1'],
      ['c3', 'c2'],
      ['c4', 'c3'],
    ] as const)
      expect((await under(id, parent)).statusCode).toBe(200);
    for (const parent of ['c1', 'c2', 'c3', 'c4']) {
      const answer = await under('c1', parent);
      expect([answer.statusCode, answer.json().message]).toEqual([400, circle]);
    }
    expect(await get('c1')).toEqual({ id: 'c1', name: 'c1' });
  });

  test('U-04 tenants: of two changes at once that would make a circle one is refused', async () => {
    await put('left');
    await put('right');
    for (let round = 0; round < 10; round++) {
      const answers = await Promise.all([under('left', 'right'), under('right', 'left')]);
      expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 400]);
      await put('left');
      await put('right');
    }
  });

  test('C-13 tenants: a chain has 32 tenants at most, whether it grows below or is put under another', async () => {
    await put('d1');
    for (let level = 2; level <= LONGEST_CHAIN; level++)
      expect((await under(`d${level}`, `d${level - 1}`)).statusCode).toBe(200);
    const refused = await under('d33', `d${LONGEST_CHAIN}`);
    const message = 'parent_tenant_id: would make a chain of more than 32 tenants';
    expect([refused.statusCode, refused.json().message]).toEqual([400, message]);
    await put('above');
    expect((await under('d1', 'above')).json().message).toBe(message);
    expect((await under('d2', 'above')).statusCode).toBe(200);
  });
});

describe('default preferences', () => {
  const items = async () => (await get('opinionated')).default_preferences?.items;
  const item = (topic: string) => `/tenants/opinionated/default_preferences/items/${topic}`;

  test('U-04 tenants: items are set and taken away one by one, and stored with the tenant', async () => {
    await put('opinionated');
    const billing = { status: 'OPTED_OUT', has_custom_routing: true, custom_routing: ['email'] };
    const answer = await api.ask('PUT', item('billing'), { body: billing });
    expect([answer.statusCode, answer.body]).toEqual([204, '']);
    await api.ask('PUT', item('news'), { body: { status: 'OPTED_IN' } });
    expect(await items()).toEqual([
      { id: 'billing', ...billing },
      { id: 'news', status: 'OPTED_IN' },
    ]);
    await api.ask('PUT', item('billing'), { body: { status: 'REQUIRED', has_custom_routing: null } });
    expect(await items()).toEqual([
      { id: 'news', status: 'OPTED_IN' },
      { id: 'billing', status: 'REQUIRED' },
    ]);
    expect((await api.ask('DELETE', item('news'))).statusCode).toBe(204);
    expect((await api.ask('DELETE', item('news'))).statusCode).toBe(204);
    expect(await items()).toEqual([{ id: 'billing', status: 'REQUIRED' }]);
  });

  test('U-04 tenants: of items set at once every one counts', async () => {
    await put('opinionated');
    const topics = Array.from({ length: 12 }, (_, index) => `t${index}`);
    await Promise.all(topics.map((topic) => api.ask('PUT', item(topic), { body: { status: 'OPTED_IN' } })));
    expect((await items()).map(({ id }: { id: string }) => id).sort()).toEqual(topics.sort());
  });

  test('W-24 tenants: there are none of an unknown tenant', async () => {
    const of = '/tenants/nobody/default_preferences/items/t';
    expect((await api.ask('PUT', of, { body: { status: 'OPTED_IN' } })).statusCode).toBe(404);
    expect((await api.ask('DELETE', of)).statusCode).toBe(404);
    expect((await api.ask('PUT', of, { body: { status: 'opted in' } })).json().message).toContain('status: ');
  });

  test('U-06 tenants: a default that says it has channels names some, and one that is named twice is one', async () => {
    await put('opinionated');
    const message = 'custom_routing: must name channels where has_custom_routing is true';
    const empty = { status: 'OPTED_IN', has_custom_routing: true };
    expect((await api.ask('PUT', item('news'), { body: empty })).json().message).toBe(message);
    const body = { name: 'O', default_preferences: { items: [{ id: 'news', ...empty }] } };
    const refused = await api.ask('PUT', '/tenants/opinionated', { body });
    expect(refused.json().message).toBe(`default_preferences.items.0.${message}`);
    await api.ask('PUT', item('news'), { body: { status: 'OPTED_IN', custom_routing: ['sms', 'email', 'sms'] } });
    expect(await items()).toMatchObject([{ id: 'news', custom_routing: ['sms', 'email'] }]);
  });
});

describe('lists', () => {
  /** Every page of a list, each asked for by the address that the one before gave. */
  async function pagesOf(first: string) {
    const pages = [(await api.ask('GET', first, { key: keys.production })).json()];
    while (pages.at(-1).next_url)
      pages.push((await api.ask('GET', pages.at(-1).next_url, { key: keys.production })).json());
    return pages;
  }

  beforeAll(async () => {
    await put('root', undefined, keys.production);
    for (let count = 0; count < 25; count++)
      await put(`l${count}`, { name: 'L', ...(count % 2 && { parent_tenant_id: 'root' }) }, keys.production);
  });

  test('W-11 tenants: newest first, 20 a page, with the addresses of this page and the next', async () => {
    const [first, second, ...more] = await pagesOf('/tenants?cursor=&limit=');
    const next_url = `/tenants?limit=20&cursor=${first.cursor}`;
    expect(first).toMatchObject({ type: 'list', has_more: true, url: '/tenants?limit=20', next_url });
    expect(second).toEqual({ type: 'list', has_more: false, url: next_url, items: expect.any(Array) });
    expect(more).toEqual([]);
    const ids = [...first.items, ...second.items].map(({ id }) => id);
    expect([first.items.length, ids.length, new Set(ids).size, ids.at(-1)]).toEqual([20, 26, 26, 'root']);
  });

  test('W-11 tenants: those of a parent, in pages of a size', async () => {
    const pages = await pagesOf('/tenants?parent_tenant_id=root&limit=5');
    expect(pages.map(({ items }) => items.length)).toEqual([5, 5, 2]);
    expect(pages.flatMap(({ items }) => items).every(({ parent_tenant_id }) => parent_tenant_id === 'root')).toBe(true);
    expect((await pagesOf('/tenants?parent_tenant_id=nobody'))[0].items).toEqual([]);
    expect((await pagesOf('/tenants?limit=1000'))[0].url).toBe('/tenants?limit=100');
  });

  test('J-48 tenants: a cursor belongs to its list', async () => {
    const { cursor } = (await pagesOf('/tenants?limit=1'))[0];
    for (const query of [`cursor=${cursor}&parent_tenant_id=root`, 'cursor=garbage'])
      expect((await api.ask('GET', `/tenants?${query}`, { key: keys.production })).statusCode).toBe(400);
  });
});
