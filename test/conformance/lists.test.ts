import Courier from '@trycourier/courier';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { ApiUnderTest } from '../support/api.ts';
import { startApiWithSdk } from '../support/api-with-sdk.ts';

let api: ApiUnderTest;
let courier: Courier;

beforeAll(async () => {
  ({ api, courier } = await startApiWithSdk());
});

afterAll(() => api.close());

const subscribersOf = async (list: string) =>
  (await courier.lists.subscriptions.list(list)).items.map(({ recipientId }) => recipientId).sort();

describe('lists, by the SDK', () => {
  it('U-07 C-21 lists.update, list, retrieve, delete and restore', async () => {
    await courier.lists.update('team.eu', { name: 'Team' });
    expect(await courier.lists.retrieve('team.eu')).toMatchObject({ id: 'team.eu', name: 'Team' });
    const { items, paging } = await courier.lists.list({ pattern: 'team.*', cursor: null });
    expect([items.map(({ id }) => id), paging.more]).toEqual([['team.eu'], false]);
    await courier.lists.delete('team.eu');
    await expect(courier.lists.retrieve('team.eu')).rejects.toBeInstanceOf(Courier.NotFoundError);
    await courier.lists.restore('team.eu', {});
    expect((await courier.lists.retrieve('team.eu')).name).toBe('Team');
  });

  it('U-07 lists.subscriptions.add, subscribe, subscribeUser, list and unsubscribeUser', async () => {
    const preferences = { notifications: { nt_1: { status: 'OPTED_OUT' as const } } };
    await courier.lists.subscriptions.add('sdk', { recipients: [{ recipientId: 'ada', preferences }] });
    await courier.lists.subscriptions.subscribeUser('bob', { list_id: 'sdk' });
    expect(await subscribersOf('sdk')).toEqual(['ada', 'bob']);
    const { items } = await courier.lists.subscriptions.list('sdk', { cursor: null });
    expect(items.find(({ recipientId }) => recipientId === 'ada')?.preferences).toEqual(preferences);
    await courier.lists.subscriptions.subscribe('sdk', {
      recipients: [{ recipientId: 'eve' }, { recipientId: 'bob' }],
    });
    await courier.lists.subscriptions.unsubscribeUser('bob', { list_id: 'sdk' });
    expect(await subscribersOf('sdk')).toEqual(['eve']);
  });

  it('U-07 C-22 profiles.lists.subscribe, retrieve and delete', async () => {
    const written = await courier.profiles.lists.subscribe('joe', { lists: [{ listId: 'x.a' }, { listId: 'x.b' }] });
    expect(written).toEqual({ status: 'SUCCESS' });
    const { results, paging } = await courier.profiles.lists.retrieve('joe', { cursor: null });
    expect([results.map(({ id }) => id).sort(), paging.more]).toEqual([['x.a', 'x.b'], false]);
    expect(await courier.profiles.lists.delete('joe')).toEqual({ status: 'SUCCESS' });
    expect((await courier.profiles.lists.retrieve('joe')).results).toEqual([]);
  });
});
