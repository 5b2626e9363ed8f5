import Courier from '@trycourier/courier';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { ApiUnderTest } from '../support/api.ts';
import { startApiWithSdk } from '../support/api-with-sdk.ts';
import { insertTopic } from '../support/topics.ts';

let api: ApiUnderTest;
let courier: Courier;

beforeAll(async () => {
  ({ api, courier } = await startApiWithSdk({ maxRetries: 0 }));
  await insertTopic(api.database, { environmentId: 'one-test', id: 'pt_news', defaultStatus: 'OPTED_IN' });
  await insertTopic(api.database, { environmentId: 'one-test', id: 'pt_bills', defaultStatus: 'REQUIRED' });
  await courier.tenants.update('acme', { name: 'Acme' });
});

afterAll(() => api.close());

const choice = { status: 'OPTED_OUT' as const, has_custom_routing: true, custom_routing: ['inbox' as const] };

describe('client.users.preferences', () => {
  it('U-06 client.users.preferences.updateOrCreateTopic, retrieveTopic and retrieve', async () => {
    const written = await courier.users.preferences.updateOrCreateTopic('pt_news', { user_id: 'ada', topic: choice });
    expect(written).toEqual({ message: 'success' });
    const { topic } = await courier.users.preferences.retrieveTopic('pt_news', { user_id: 'ada' });
    expect(topic).toMatchObject({ topic_id: 'pt_news', topic_name: 'pt_news', default_status: 'OPTED_IN', ...choice });
    const { items, paging } = await courier.users.preferences.retrieve('ada');
    expect([items, paging.more]).toEqual([[topic], false]);
  });

  it('U-06 client.users.preferences: in a tenant, or with null in none', async () => {
    const topic = { status: 'OPTED_OUT' as const };
    await courier.users.preferences.updateOrCreateTopic('pt_news', { user_id: 'bob', tenant_id: 'acme', topic });
    const statuses = [];
    for (const tenant_id of ['acme', null]) {
      const found = await courier.users.preferences.retrieveTopic('pt_news', { user_id: 'bob', tenant_id });
      const { items } = await courier.users.preferences.retrieve('bob', { tenant_id });
      statuses.push([found.topic.status, items.length]);
    }
    expect(statuses).toEqual([
      ['OPTED_OUT', 1],
      ['OPTED_IN', 0],
    ]);
  });

  it('U-06 client.users.preferences: a required topic cannot be opted out of, and an unknown one is not found', async () => {
    const write = { user_id: 'ada', topic: choice };
    const { preferences } = courier.users;
    await expect(preferences.updateOrCreateTopic('pt_bills', write)).rejects.toBeInstanceOf(Courier.BadRequestError);
    await expect(preferences.updateOrCreateTopic('pt_none', write)).rejects.toBeInstanceOf(Courier.NotFoundError);
  });
});
