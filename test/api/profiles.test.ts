import { afterAll, beforeAll, expect, test } from 'vitest';

import { type ApiUnderTest, keys, startApi } from '../support/api.ts';

let api: ApiUnderTest;

beforeAll(async () => {
  api = await startApi();
});

afterAll(() => api.close());

test('U-02 profiles: POST writes top-level keys over the stored ones, and makes the profile', async () => {
  const first = await api.ask('POST', '/profiles/ada', { body: { profile: { email: 'a@x.io', custom: { a: 1 } } } });
  expect([first.statusCode, first.json()]).toEqual([200, { status: 'SUCCESS' }]);
  await api.ask('POST', '/profiles/ada', { body: { profile: { custom: { b: 2 } } } });
  const answer = await api.ask('GET', '/profiles/ada');
  expect(answer.json()).toEqual({ profile: { email: 'a@x.io', custom: { b: 2 } } });
});

test('U-02 profiles: PUT replaces, DELETE removes and may be repeated', async () => {
  await api.ask('POST', '/profiles/bob', { body: { profile: { email: 'b@x.io' } } });
  const replaced = await api.ask('PUT', '/profiles/bob', { body: { profile: { locale: 'de' } } });
  expect([replaced.statusCode, replaced.json()]).toEqual([200, { status: 'SUCCESS' }]);
  expect((await api.ask('GET', '/profiles/bob')).json()).toEqual({ profile: { locale: 'de' } });
  expect((await api.ask('DELETE', '/profiles/bob')).statusCode).toBe(204);
  expect((await api.ask('DELETE', '/profiles/bob')).statusCode).toBe(204);
  expect((await api.ask('GET', '/profiles/bob')).statusCode).toBe(404);
});

test('U-03 profiles: an unknown user is a 404', async () => {
  const answer = await api.ask('GET', '/profiles/nobody');
  expect([answer.statusCode, answer.json()]).toEqual([
    404,
    { type: 'invalid_request_error', message: 'Profile not found' },
  ]);
});

test('U-02 profiles: two merges at once both count', async () => {
  const writes = Array.from({ length: 8 }, (_, index) =>
    api.ask('POST', '/profiles/busy', { body: { profile: { [`key${index}`]: index } } }),
  );
  await Promise.all(writes);
  const { profile } = (await api.ask('GET', '/profiles/busy')).json();
  expect(Object.keys(profile)).toHaveLength(8);
});

test.each([
  ['no body', undefined, 'body: '],
  ['no profile', {}, 'profile: '],
  ['a list', { profile: [] }, 'profile: '],
  ['a text', { profile: 'x' }, 'profile: '],
])('W-08 profiles: %s is refused with its path', async (_, body, path) => {
  const answer = await api.ask('POST', '/profiles/ada', { body });
  expect(answer.statusCode).toBe(400);
  expect(answer.json().message).toMatch(new RegExp(`^${path}`));
});

test('W-24 profiles: nobody else sees or changes them', async () => {
  await api.ask('PUT', '/profiles/secret', { body: { profile: { email: 's@x.io' } } });
  for (const key of [keys.production, keys.stranger]) {
    expect((await api.ask('GET', '/profiles/secret', { key })).json().message).toBe('Profile not found');
    await api.ask('DELETE', '/profiles/secret', { key });
    await api.ask('PUT', '/profiles/secret', { key, body: { profile: { email: 'other@x.io' } } });
  }
  expect((await api.ask('GET', '/profiles/secret')).json()).toEqual({ profile: { email: 's@x.io' } });
});
