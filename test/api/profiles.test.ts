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

test('U-01 profiles: any JSON object is one, and the id of its user is all there is to find it by', async () => {
  const profile = {
    slack: { access_token: 'x', channel: 'c' },
    expo: { tokens: ['a', 'b'] },
    nothing: null,
    deep: [{ facts: [1, true, 'ü'] }],
  };
  await api.ask('PUT', '/profiles/a@b.c', { body: { profile } });
  await api.ask('PUT', '/profiles/A@b.c', { body: { profile: {} } });
  expect((await api.ask('GET', '/profiles/a@b.c')).json()).toEqual({ profile });
  expect((await api.ask('GET', '/profiles/A@b.c')).json()).toEqual({ profile: {} });
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

test('U-02 profiles: PATCH applies a JSON Patch', async () => {
  await api.ask('PUT', '/profiles/eve', {
    body: { profile: { email: 'e@x.io', custom: { plan: 'free' }, tags: ['a'] } },
  });
  const patch = [
    { op: 'test', path: '/custom/plan', value: 'free' },
    { op: 'replace', path: '/custom/plan', value: 'gold' },
    { op: 'add', path: '/tags/-', value: 'b' },
    { op: 'move', from: '/email', path: '/old_email' },
    { op: 'copy', from: '/tags/0', path: '/custom/tag' },
    { op: 'remove', path: '/tags/0', value: 'an SDK must send one' },
  ];
  const answer = await api.ask('PATCH', '/profiles/eve', { body: { patch } });
  expect([answer.statusCode, answer.body]).toEqual([204, '']);
  const patched = { old_email: 'e@x.io', custom: { plan: 'gold', tag: 'a' }, tags: ['b'] };
  expect((await api.ask('GET', '/profiles/eve')).json()).toEqual({ profile: patched });
  expect((await api.ask('PATCH', '/profiles/eve', { body: { patch: [] } })).statusCode).toBe(204);
  expect((await api.ask('GET', '/profiles/eve')).json()).toEqual({ profile: patched });
});

test.each([
  [[{ op: 'test', path: '/email', value: 'other' }], 'patch.1.value: is not what is there'],
  [[{ op: 'remove', path: '/gone' }], 'patch.1.path: leads nowhere'],
  [[{ op: 'move', from: '/gone', path: '/x' }], 'patch.1.from: leads nowhere'],
  [[{ op: 'remove', path: '' }], 'patch: must leave an object'],
  [[{ op: 'replace', path: '', value: [] }], 'patch: must leave an object'],
  [[{ op: 'add', path: '/__proto__/admin', value: true }], 'patch.1.path: holds a key that is not allowed'],
  [[{ op: 'remove', path: 'email' }], 'patch.1.path: must be a JSON Pointer such as /custom/plan'],
  [[{ op: 'add', path: '/x' }], 'patch.1.value: is required'],
  [[{ op: 'grow', path: '/x' }], /^patch\.1\.op: /],
  [{}, /^patch: /],
])('U-02 profiles: a patch with %j is a 400 that names the place, and nothing is applied', async (rest, message) => {
  await api.ask('PUT', '/profiles/firm', { body: { profile: { email: 'f@x.io' } } });
  const first = { op: 'add', path: '/custom', value: {} };
  const patch = Array.isArray(rest) ? [first, ...rest] : rest;
  const answer = await api.ask('PATCH', '/profiles/firm', { body: { patch } });
  expect(answer.statusCode).toBe(400);
  expect(answer.json()).toEqual({ type: 'invalid_request_error', message: expect.stringMatching(message) });
  expect((await api.ask('GET', '/profiles/firm')).json()).toEqual({ profile: { email: 'f@x.io' } });
});

test('U-03 W-24 profiles: there is nothing to patch of an unknown user, nor of another environment', async () => {
  await api.ask('PUT', '/profiles/private', { body: { profile: { email: 'p@x.io' } } });
  const body = { patch: [{ op: 'add', path: '/email', value: 'other@x.io' }] };
  const asked = [
    api.ask('PATCH', '/profiles/nobody', { body }),
    api.ask('PATCH', '/profiles/private', { body, key: keys.stranger }),
  ];
  for (const answer of await Promise.all(asked))
    expect([answer.statusCode, answer.json().message]).toEqual([404, 'Profile not found']);
  expect((await api.ask('GET', '/profiles/private')).json()).toEqual({ profile: { email: 'p@x.io' } });
});

test('U-02 profiles: of patches at once every one counts', async () => {
  await api.ask('PUT', '/profiles/counted', { body: { profile: { tags: [] } } });
  const body = { patch: [{ op: 'add', path: '/tags/-', value: 1 }] };
  await Promise.all(Array.from({ length: 12 }, () => api.ask('PATCH', '/profiles/counted', { body })));
  expect((await api.ask('GET', '/profiles/counted')).json().profile.tags).toHaveLength(12);
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
