import { afterAll, beforeAll, expect, test } from 'vitest';
import { anInstantLater } from '../support/an-instant-later.ts';

import { type ApiUnderTest, keys, startApi } from '../support/api.ts';

let api: ApiUnderTest;

beforeAll(async () => {
  api = await startApi();
});

afterAll(() => api.close());

const put = (id: string, body: unknown = { name: id }) => api.ask('PUT', `/lists/${id}`, { body });
const idsOf = async (query: string, key?: string) =>
  (await api.ask('GET', `/lists?${query}`, { key })).json().items.map(({ id }: { id: string }) => id);

test('U-07 lists: PUT makes a list, and writes over it', async () => {
  const made = await put('news.weekly', { name: 'Weekly', preferences: { categories: {} } });
  expect([made.statusCode, made.body]).toEqual([204, '']);
  await put('news.weekly', { name: 'Every week' });
  const answer = await api.ask('GET', '/lists/news.weekly');
  const moment = expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/);
  expect([answer.statusCode, answer.json()]).toEqual([
    200,
    { id: 'news.weekly', name: 'Every week', created: moment, updated: moment },
  ]);
});

test('U-07 lists: a deleted list is gone until it is restored, and its subscribers return', async () => {
  await api.ask('PUT', '/lists/soft/subscriptions', { body: { recipients: [{ recipientId: 'ada' }] } });
  expect((await api.ask('DELETE', '/lists/soft')).statusCode).toBe(204);
  for (const path of ['/lists/soft', '/lists/soft/subscriptions'])
    expect((await api.ask('GET', path)).json().message).toBe('List not found');
  expect((await api.ask('DELETE', '/lists/soft')).statusCode).toBe(404);
  expect(await idsOf('pattern=soft')).toEqual([]);
  expect((await api.ask('GET', '/profiles/ada/lists')).json().results).toEqual([]);

  const restored = await api.ask('PUT', '/lists/soft/restore', { body: {} });
  expect([restored.statusCode, restored.body]).toEqual([204, '']);
  expect((await api.ask('PUT', '/lists/soft/restore')).statusCode).toBe(204);
  const { items } = (await api.ask('GET', '/lists/soft/subscriptions')).json();
  expect(items).toMatchObject([{ recipientId: 'ada' }]);
  expect((await api.ask('PUT', '/lists/never-was/restore')).statusCode).toBe(404);
});

test('U-07 lists: whoever writes to a deleted list brings it back', async () => {
  const writes: [string, unknown][] = [
    ['/lists/back', { name: 'Back' }],
    ['/lists/back/subscriptions', { recipients: [] }],
    ['/lists/back/subscriptions/ada', undefined],
  ];
  for (const [path, body] of writes) {
    await put('back');
    await api.ask('DELETE', '/lists/back');
    expect((await api.ask('PUT', path, { body })).statusCode).toBe(204);
    expect((await api.ask('GET', '/lists/back')).statusCode).toBe(200);
  }
});

test('U-07 C-21 lists: GET filters by pattern and answers items and the same results, newest first, page by page', async () => {
  for (const id of ['shop.eu.de', 'shop.eu.fr', 'shop.us', 'shopping.eu']) {
    await put(id);
    await anInstantLater();
  }
  expect(await idsOf('pattern=shop.*')).toEqual(['shop.us']);
  expect(await idsOf('pattern=shop.**')).toEqual(['shop.us', 'shop.eu.fr', 'shop.eu.de']);
  expect(await idsOf('pattern=shop.*.de')).toEqual(['shop.eu.de']);
  expect(await idsOf('pattern=shop.us')).toEqual(['shop.us']);

  for (let index = 0; index < 25; index++) {
    await put(`many.${index}`);
    await anInstantLater();
  }
  const first = (await api.ask('GET', '/lists?pattern=many.*')).json();
  expect(first.items).toHaveLength(20);
  expect(first.results).toEqual(first.items);
  expect(first.paging).toEqual({ more: true, cursor: expect.any(String) });
  const second = (await api.ask('GET', `/lists?pattern=many.*&cursor=${first.paging.cursor}`)).json();
  expect(second.paging).toEqual({ more: false });
  const ids = [...first.items, ...second.items].map(({ id }) => id);
  expect(ids).toEqual(Array.from({ length: 25 }, (_, index) => `many.${24 - index}`));
  const strange = await api.ask('GET', `/lists?pattern=shop.*&cursor=${first.paging.cursor}`);
  expect(strange.statusCode).toBe(400);
});

test.each([
  ['PUT', '/lists/a..b', { name: 'N' }, 'list_id: must be parts separated by dots'],
  ['PUT', '/lists/a.*', { name: 'N' }, 'list_id: '],
  ['PUT', '/lists/ok', {}, 'name: '],
  ['PUT', '/lists/ok', { name: ' ' }, 'name: must not be blank'],
  ['PUT', '/lists/ok', { name: 'N', preferences: [] }, 'preferences: '],
  ['GET', '/lists?pattern=a.**.b', undefined, 'pattern: must be a list id'],
  ['PUT', '/lists/ok/subscriptions', {}, 'recipients: '],
  ['POST', '/lists/ok/subscriptions', { recipients: [{ recipientId: ' ' }] }, 'recipients.0.recipientId: '],
  ['POST', '/lists/a..b/subscriptions', { recipients: [] }, 'list_id: '],
  ['PUT', '/lists/ok/subscriptions/ada', { preferences: 'x' }, 'preferences: '],
  ['POST', '/profiles/ada/lists', { lists: [{ listId: '**' }] }, 'lists.0.listId: '],
] as const)('U-07 W-08 lists: %s %s with %j is refused, naming the field', async (method, path, body, message) => {
  const answer = await api.ask(method, path, { body });
  expect([answer.statusCode, answer.json().type]).toEqual([400, 'invalid_request_error']);
  expect(answer.json().message).toContain(message);
});

test('W-24 lists: nobody else sees or changes them', async () => {
  await api.ask('PUT', '/lists/mine/subscriptions', { body: { recipients: [{ recipientId: 'ada' }] } });
  for (const key of [keys.production, keys.stranger]) {
    for (const path of ['/lists/mine', '/lists/mine/subscriptions'])
      expect((await api.ask('GET', path, { key })).statusCode).toBe(404);
    expect(await idsOf('pattern=mine', key)).toEqual([]);
    expect((await api.ask('DELETE', '/lists/mine', { key })).statusCode).toBe(404);
    expect((await api.ask('PUT', '/lists/mine/restore', { key })).statusCode).toBe(404);
    expect((await api.ask('DELETE', '/lists/mine/subscriptions/ada', { key })).statusCode).toBe(404);
    await api.ask('PUT', '/lists/mine/subscriptions', { key, body: { recipients: [] } });
    await api.ask('DELETE', '/profiles/ada/lists', { key });
    expect((await api.ask('GET', '/profiles/ada/lists', { key })).json().results).toEqual([]);
  }
  const { items } = (await api.ask('GET', '/lists/mine/subscriptions')).json();
  expect(items).toMatchObject([{ recipientId: 'ada' }]);
});

test('W-31 lists: writing lists and adding subscribers can be limited', async () => {
  const windowMs = 60_000;
  const limited = await startApi({
    rateLimits: [
      { method: 'PUT', path: '/lists/{id}', max: 1, windowMs },
      { method: 'POST', path: '/lists/{id}/subscriptions', max: 1, windowMs },
    ],
  });
  const asked: ['PUT' | 'POST', string, unknown][] = [
    ['PUT', '/lists/a', { name: 'A' }],
    ['PUT', '/lists/b', { name: 'B' }],
    ['POST', '/lists/a/subscriptions', { recipients: [] }],
    ['POST', '/lists/a/subscriptions', { recipients: [] }],
    ['PUT', '/lists/a/subscriptions', { recipients: [] }],
  ];
  const statuses: number[] = [];
  for (const [method, path, body] of asked) statuses.push((await limited.ask(method, path, { body })).statusCode);
  expect(statuses).toEqual([204, 429, 204, 429, 204]);
  await limited.close();
});
