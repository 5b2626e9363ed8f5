import { afterAll, beforeAll, expect, test } from 'vitest';

import { type ApiUnderTest, startApi } from '../support/api.ts';
import { eventually } from '../support/eventually.ts';
import { numbered } from '../support/lists.ts';
import { countStatements } from '../support/statement-count.ts';

let api: ApiUnderTest;

beforeAll(async () => {
  api = await startApi();
});

afterAll(() => api.close());

const recipients = (...ids: string[]) => ({ recipients: ids.map((recipientId) => ({ recipientId })) });
const prefers = (status: string) => ({ notifications: { nt_1: { status } } });

interface Item {
  recipientId: string;
  created: string;
  preferences?: object;
}

/** Every subscriber of a list, by its pages. */
async function subscribersOf(list: string): Promise<Item[]> {
  const items: Item[] = [];
  for (let cursor = ''; ; ) {
    const { items: page, paging } = (await api.ask('GET', `/lists/${list}/subscriptions?cursor=${cursor}`)).json();
    items.push(...page);
    if (!paging.more) return items;
    cursor = paging.cursor;
  }
}

const idsOf = async (list: string) => (await subscribersOf(list)).map(({ recipientId }) => recipientId).sort();

test('U-07 subscriptions: POST adds, makes the list, and leaves existing subscriptions alone', async () => {
  const given = { recipients: [{ recipientId: 'ada', preferences: prefers('OPTED_IN') }] };
  const answer = await api.ask('POST', '/lists/added/subscriptions', { body: given });
  expect([answer.statusCode, answer.body]).toEqual([204, '']);
  expect((await api.ask('GET', '/lists/added')).json().name).toBe('added');
  const again = { recipients: [{ recipientId: 'ada', preferences: prefers('OPTED_OUT') }, { recipientId: 'bob' }] };
  await api.ask('POST', '/lists/added/subscriptions', { body: again });
  expect(await idsOf('added')).toEqual(['ada', 'bob']);
  const ada = (await subscribersOf('added')).find(({ recipientId }) => recipientId === 'ada');
  expect(ada?.preferences).toEqual(prefers('OPTED_IN'));
});

test('U-07 subscriptions: PUT overwrites the whole set; who stays keeps the moment and gets the new preferences', async () => {
  const first = { recipients: [{ recipientId: 'ada', preferences: prefers('OPTED_IN') }, { recipientId: 'bob' }] };
  await api.ask('PUT', '/lists/whole/subscriptions', { body: first });
  const [since] = (await subscribersOf('whole')).filter(({ recipientId }) => recipientId === 'ada');
  const answer = await api.ask('PUT', '/lists/whole/subscriptions', { body: recipients('ada', 'eve', 'eve') });
  expect([answer.statusCode, answer.body]).toEqual([204, '']);
  expect(await idsOf('whole')).toEqual(['ada', 'eve']);
  const [ada] = (await subscribersOf('whole')).filter(({ recipientId }) => recipientId === 'ada');
  expect(ada).toEqual({ recipientId: 'ada', created: since?.created });
  await api.ask('PUT', '/lists/whole/subscriptions', { body: recipients() });
  expect(await idsOf('whole')).toEqual([]);
});

test('U-07 subscriptions: one user, with or without a body, and out again', async () => {
  expect((await api.ask('PUT', '/lists/single/subscriptions/a@b.c')).statusCode).toBe(204);
  await api.ask('PUT', '/lists/single/subscriptions/a@b.c', { body: { preferences: prefers('OPTED_IN') } });
  await api.ask('PUT', '/lists/single/subscriptions/a@b.c', { body: { preferences: null } });
  expect(await subscribersOf('single')).toMatchObject([{ recipientId: 'a@b.c', preferences: prefers('OPTED_IN') }]);
  const ended = await api.ask('DELETE', '/lists/single/subscriptions/a@b.c');
  expect([ended.statusCode, ended.body]).toEqual([204, '']);
  const again = await api.ask('DELETE', '/lists/single/subscriptions/a@b.c');
  expect([again.statusCode, again.json().message]).toEqual([404, 'Subscription not found']);
  const nowhere = await api.ask('DELETE', '/lists/never-was/subscriptions/ada');
  expect([nowhere.statusCode, nowhere.json().message]).toEqual([404, 'List not found']);
  expect(await idsOf('single')).toEqual([]);
});

test('U-07 subscriptions: 10,000 are a few statements, and are read back once each', async () => {
  const ids = Array.from({ length: 10_000 }, (_, index) => `user-${String(index).padStart(5, '0')}`);
  await api.ask('GET', '/lists'); // so that the key is known
  const statements = countStatements();
  await api.ask('POST', '/lists/large/subscriptions', { body: recipients(...ids) });
  statements.stop();
  expect(statements.texts.length).toBeLessThanOrEqual(5);
  expect(await idsOf('large')).toEqual(ids);
});

test('U-07 subscriptions: of two overwrites at once, one set stands', async () => {
  const sets = ['a', 'b'].map((name) => Array.from({ length: 200 }, (_, index) => `${name}${1000 + index}`));
  for (let round = 0; round < 5; round++) {
    const writes = sets.map((ids) => api.ask('PUT', '/lists/race/subscriptions', { body: recipients(...ids) }));
    expect((await Promise.all(writes)).map(({ statusCode }) => statusCode)).toEqual([204, 204]);
    expect(sets).toContainEqual(await idsOf('race'));
  }
});

test('U-07 C-22 lists of a profile: POST adds to several, GET shows them, DELETE ends them all', async () => {
  const lists = [{ listId: 'one.a' }, { listId: 'one.b', preferences: prefers('OPTED_IN') }];
  const added = await api.ask('POST', '/profiles/joiner/lists', { body: { lists } });
  expect([added.statusCode, added.json()]).toEqual([200, { status: 'SUCCESS' }]);
  await api.ask('POST', '/profiles/joiner/lists', { body: { lists: [{ listId: 'one.c' }] } });
  const { results, paging } = (await api.ask('GET', '/profiles/joiner/lists')).json();
  const moment = expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/);
  expect(results[0]).toEqual({ id: 'one.c', name: 'one.c', created: moment, updated: moment });
  expect(results.map(({ id }: { id: string }) => id).sort()).toEqual(['one.a', 'one.b', 'one.c']);
  expect(results.find(({ id }: { id: string }) => id === 'one.b').preferences).toEqual(prefers('OPTED_IN'));
  expect(paging).toEqual({ more: false });

  const ended = await api.ask('DELETE', '/profiles/joiner/lists');
  expect([ended.statusCode, ended.json()]).toEqual([200, { status: 'SUCCESS' }]);
  expect((await api.ask('GET', '/profiles/joiner/lists')).json().results).toEqual([]);
  expect(await idsOf('one.a')).toEqual([]);
});

test('U-07 lists of a profile: page by page, also where all began at one moment', async () => {
  const lists = Array.from({ length: 45 }, (_, index) => ({ listId: `paged.${index}` }));
  await api.ask('POST', '/profiles/pager/lists', { body: { lists } });
  const ids: string[] = [];
  for (let cursor = ''; ; ) {
    const { results, paging } = (await api.ask('GET', `/profiles/pager/lists?cursor=${cursor}`)).json();
    ids.push(...results.map(({ id }: { id: string }) => id));
    if (!paging.more) break;
    cursor = paging.cursor;
  }
  expect(ids.sort()).toEqual(lists.map(({ listId }) => listId).sort());
});

test('U-07 F-13 subscriptions: writers who wait for a list keep nobody from sending; who waits too long is told why', async () => {
  await api.ask('PUT', '/lists/held/subscriptions', { body: recipients('ada') });
  const holder = await api.database.pool.connect();
  await holder.query('BEGIN');
  await holder.query(`SELECT FROM recipient_list WHERE id = 'held' FOR UPDATE`);
  const writes = numbered(25, 'w').map((id) => api.ask('PUT', `/lists/held/subscriptions/${id}`));
  await eventually(async () => expect(api.database.pool.totalCount).toBeGreaterThan(1));
  const message = { to: { email: 'a@b.c' }, content: { title: 'T', body: 'B' } };
  const sends = await Promise.all(numbered(10).map(() => api.ask('POST', '/send', { body: { message } })));
  expect(sends.map(({ statusCode }) => statusCode)).toEqual(Array(10).fill(202));
  const first = await Promise.race(writes);
  expect([first.statusCode, first.json(), first.headers['retry-after']]).toEqual([
    503,
    { type: 'api_error', message: 'Others are writing this list' },
    '2',
  ]);
  await holder.query('COMMIT');
  holder.release();
  const answers = (await Promise.all(writes)).map(({ statusCode }) => statusCode);
  expect(answers.slice(-10)).toEqual(Array(10).fill(204));
});
