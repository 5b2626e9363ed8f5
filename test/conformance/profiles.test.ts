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

const profileOf = async (userId: string) => (await courier.profiles.retrieve(userId)).profile;

describe('client.profiles', () => {
  it('U-02 client.profiles.create merges, replace replaces, and both say so', async () => {
    const answer = { status: 'SUCCESS' };
    expect(await courier.profiles.create('ada', { profile: { email: 'ada@example.com', plan: 'free' } })).toEqual(
      answer,
    );
    expect(await courier.profiles.create('ada', { profile: { plan: 'gold' } })).toEqual(answer);
    expect(await profileOf('ada')).toEqual({ email: 'ada@example.com', plan: 'gold' });
    expect(await courier.profiles.replace('ada', { profile: { plan: 'none' } })).toEqual(answer);
    expect(await profileOf('ada')).toEqual({ plan: 'none' });
  });

  it('U-02 client.profiles.update applies a patch, or none of it', async () => {
    await courier.profiles.replace('a@b.c', { profile: { plan: 'gold', tags: ['a'] } });
    const test = { op: 'test', path: '/plan', value: 'gold' };
    await courier.profiles.update('a@b.c', { patch: [test, { op: 'add', path: '/tags/-', value: 'b' }] });
    const failing = [
      { op: 'remove', path: '/tags', value: '' },
      { ...test, value: 'free' },
    ];
    await expect(courier.profiles.update('a@b.c', { patch: failing })).rejects.toBeInstanceOf(Courier.BadRequestError);
    expect(await profileOf('a@b.c')).toEqual({ plan: 'gold', tags: ['a', 'b'] });
  });

  it('U-03 client.profiles.delete: the user is unknown then, and a second time is no error', async () => {
    await courier.profiles.create('gone', { profile: { a: 1 } });
    await courier.profiles.delete('gone');
    await expect(courier.profiles.retrieve('gone')).rejects.toBeInstanceOf(Courier.NotFoundError);
    await courier.profiles.delete('gone');
  });
});
