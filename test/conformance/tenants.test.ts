import Courier from '@trycourier/courier';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { ApiUnderTest } from '../support/api.ts';
import { startApiWithSdk } from '../support/api-with-sdk.ts';

let api: ApiUnderTest;
let courier: Courier;

beforeAll(async () => {
  ({ api, courier } = await startApiWithSdk({ maxRetries: 0 }));
});

afterAll(() => api.close());

const write = {
  name: 'Acme',
  brand_id: 'bnd_1',
  properties: { plan: 'gold' },
  user_profile: { locale: 'de' },
  default_preferences: { items: [{ id: 'news', status: 'OPTED_OUT' as const }] },
};

describe('client.tenants', () => {
  it('U-04 client.tenants.update, retrieve and delete', async () => {
    expect(await courier.tenants.update('acme', write)).toEqual({ id: 'acme', ...write });
    expect(await courier.tenants.retrieve('acme')).toEqual({ id: 'acme', ...write });
    await courier.tenants.delete('acme');
    await expect(courier.tenants.retrieve('acme')).rejects.toBeInstanceOf(Courier.NotFoundError);
  });

  it('U-04 client.tenants.list, by the cursor and by the address that an answer gives', async () => {
    await courier.tenants.update('root', { name: 'Root' });
    for (const id of ['one', 'two', 'three']) await courier.tenants.update(id, { name: id, parent_tenant_id: 'root' });
    const query = { parent_tenant_id: 'root', limit: 2, cursor: null };
    const first = await courier.tenants.list(query);
    expect(first).toMatchObject({ type: 'list', has_more: true, url: '/tenants?limit=2&parent_tenant_id=root' });
    const second = await courier.tenants.list({ ...query, cursor: first.cursor });
    expect([...first.items, ...second.items].map(({ id }) => id).sort()).toEqual(['one', 'three', 'two']);
    expect(await courier.get(first.next_url ?? '')).toEqual(second);
  });

  it('U-05 client.tenants.listUsers', async () => {
    await courier.tenants.update('crowd', { name: 'Crowd' });
    await courier.users.tenants.addSingle('crowd', { user_id: 'a@b.c' });
    const { items, has_more } = await courier.tenants.listUsers('crowd', { limit: 100 });
    expect([items, has_more]).toEqual([[{ user_id: 'a@b.c', tenant_id: 'crowd', type: 'user' }], false]);
  });

  it('U-04 client.tenants.preferences.items.update and delete', async () => {
    await courier.tenants.update('choosy', { name: 'Choosy' });
    const item = { status: 'OPTED_IN', custom_routing: ['inbox'], has_custom_routing: true } as const;
    await courier.tenants.preferences.items.update('news', {
      tenant_id: 'choosy',
      ...item,
      custom_routing: [...item.custom_routing],
    });
    const { default_preferences } = await courier.tenants.retrieve('choosy');
    expect(default_preferences).toEqual({ items: [{ id: 'news', ...item }] });
    await courier.tenants.preferences.items.delete('news', { tenant_id: 'choosy' });
    expect((await courier.tenants.retrieve('choosy')).default_preferences).toEqual({ items: [] });
  });
});

describe('client.users.tenants', () => {
  const ids = async () => (await courier.users.tenants.list('ada')).items?.map(({ tenant_id }) => tenant_id).sort();

  it('U-05 client.users.tenants.addMultiple, addSingle, list, removeSingle and removeAll', async () => {
    for (const id of ['x', 'y', 'z']) await courier.tenants.update(id, { name: id });
    await courier.users.tenants.addMultiple('ada', {
      tenants: [{ tenant_id: 'x' }, { tenant_id: 'y', profile: { a: 1 } }],
    });
    await courier.users.tenants.addSingle('z', { user_id: 'ada', profile: null });
    expect(await ids()).toEqual(['x', 'y', 'z']);
    await courier.users.tenants.removeSingle('x', { user_id: 'ada' });
    expect(await ids()).toEqual(['y', 'z']);
    await courier.users.tenants.removeAll('ada');
    expect(await ids()).toEqual([]);
  });

  it('U-05 client.users.tenants.addSingle to an unknown tenant is a NotFoundError', async () => {
    const refused = courier.users.tenants.addSingle('nowhere', { user_id: 'ada' });
    await expect(refused).rejects.toBeInstanceOf(Courier.NotFoundError);
  });
});
