import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { type ApiUnderTest, keys, startApi } from '../support/api.ts';

let api: ApiUnderTest;

beforeAll(async () => {
  api = await startApi();
});

afterAll(() => api.close());

/** A template's body that says `text`. */
function saying(text: string, changes: object = {}) {
  const content = { version: '2022-01-01', elements: [{ type: 'text', content: text }] };
  const none = { brand: null, subscription: null, routing: null };
  return { notification: { name: 'Welcome', tags: ['a'], ...none, content, ...changes } };
}

async function create(body: object): Promise<string> {
  const answer = await api.ask('POST', '/notifications', { body });
  expect(answer.statusCode).toBe(201);
  return answer.json().id;
}

const textOf = async (id: string, version = 'published') => {
  const answer = await api.ask('GET', `/notifications/${id}?version=${version}`);
  return answer.statusCode === 200 ? answer.json().content.elements[0].content : answer.statusCode;
};

test('§11.3 templates: created as a draft, shown with every field', async () => {
  const answer = await api.ask('POST', '/notifications', { body: saying('Hello', { alias: 'shown' }) });
  const { id } = answer.json();
  const shown = {
    id: expect.stringMatching(/^nt_/),
    name: 'Welcome',
    tags: ['a'],
    alias: 'shown',
    brand: null,
    subscription: null,
    routing: null,
    content: {
      version: '2022-01-01',
      elements: [{ id: expect.stringMatching(/^el_/), type: 'text', content: 'Hello' }],
    },
    state: 'DRAFT',
    created: expect.any(Number),
    creator: keys.test,
  };
  expect([answer.statusCode, answer.json()]).toEqual([201, shown]);
  expect((await api.ask('GET', `/notifications/${id}?version=draft`)).json()).toEqual(shown);
});

test('§11.3 templates: a state in any case publishes at once', async () => {
  const answer = await api.ask('POST', '/notifications', { body: { ...saying('Hello'), state: 'published' } });
  expect(answer.json().state).toBe('PUBLISHED');
  expect(await textOf(answer.json().id)).toBe('Hello');
  const refused = await api.ask('POST', '/notifications', { body: { ...saying('Hello'), state: 'LIVE' } });
  expect([refused.statusCode, refused.json().message]).toEqual([400, expect.stringMatching(/^state: /)]);
});

describe('a database that goes away between draft and version', () => {
  beforeAll(async () => {
    await api.database.query(`CREATE FUNCTION lose() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'gone' USING ERRCODE = '57P01'; END $$`);
    await api.database.query(`CREATE TRIGGER lose BEFORE INSERT ON template_version FOR EACH ROW
      WHEN (NEW.body ->> 'name' = 'Lost') EXECUTE FUNCTION lose()`);
  });

  afterAll(() => api.database.query('DROP TRIGGER lose ON template_version'));

  test('§11.3 W-03 templates: a POST that would have published at once leaves nothing, and its alias free', async () => {
    const lost = { ...saying('x', { name: 'Lost', alias: 'lost' }), state: 'PUBLISHED' };
    expect((await api.ask('POST', '/notifications', { body: lost })).statusCode).toBe(503);
    expect((await api.ask('GET', '/notifications?event_id=lost')).json().results).toEqual([]);
    const again = await api.ask('POST', '/notifications', { body: saying('x', { alias: 'lost' }) });
    expect(again.statusCode).toBe(201);
  });

  test('§11.3 W-03 templates: a PUT that would have published at once leaves the draft', async () => {
    const id = await create(saying('one'));
    const lost = { ...saying('two', { name: 'Lost' }), state: 'PUBLISHED' };
    expect((await api.ask('PUT', `/notifications/${id}`, { body: lost })).statusCode).toBe(503);
    expect([await textOf(id, 'draft'), await textOf(id)]).toEqual(['one', 404]);
  });
});

describe('versions', () => {
  test('§11.3 templates: what a PUT publishes is what it brought, whatever else is saved meanwhile', async () => {
    const id = await create(saying('first'));
    const texts = Array.from({ length: 8 }, (_, number) => `text ${number}`);
    const put = (text: string) =>
      api.ask('PUT', `/notifications/${id}`, { body: { ...saying(text), state: 'PUBLISHED' } });
    await Promise.all(texts.map(put));
    const published = await Promise.all(texts.map((_, index) => textOf(id, `v00${index + 1}`)));
    expect(published.toSorted()).toEqual(texts);
    expect(await textOf(id)).toBe(await textOf(id, 'draft'));
  });

  test('§11.3 templates: what is published stays until the next publish', async () => {
    const id = await create(saying('one'));
    expect(await textOf(id)).toBe(404);
    expect((await api.ask('POST', `/notifications/${id}/publish`)).statusCode).toBe(204);
    const replaced = await api.ask('PUT', `/notifications/${id}`, { body: saying('two') });
    expect(replaced.json()).toMatchObject({ id, state: 'DRAFT', updater: keys.test, updated: expect.any(Number) });
    expect([await textOf(id), await textOf(id, 'draft'), await textOf(id, 'v001')]).toEqual(['one', 'two', 'one']);
    await api.ask('PUT', `/notifications/${id}`, { body: { ...saying('three'), state: 'PUBLISHED' } });
    expect([await textOf(id), await textOf(id, 'v001'), await textOf(id, 'v2')]).toEqual(['three', 'one', 'three']);
    expect(await textOf(id, 'v003')).toBe(404);
    expect((await api.ask('GET', `/notifications/${id}?version=latest`)).statusCode).toBe(400);
  });

  test('§11.3 templates: publishing an earlier version copies it into a new one and leaves the draft', async () => {
    const id = await create({ ...saying('one'), state: 'PUBLISHED' });
    await api.ask('PUT', `/notifications/${id}`, { body: { ...saying('two'), state: 'PUBLISHED' } });
    await api.ask('PUT', `/notifications/${id}`, { body: saying('draft') });
    const body = { version: 'v001' };
    expect((await api.ask('POST', `/notifications/${id}/publish`, { body })).statusCode).toBe(204);
    expect([await textOf(id), await textOf(id, 'v003'), await textOf(id, 'draft')]).toEqual(['one', 'one', 'draft']);
    const unknown = await api.ask('POST', `/notifications/${id}/publish`, { body: { version: 'v009' } });
    expect([unknown.statusCode, unknown.json().message]).toEqual([404, expect.stringContaining('v009')]);
    const malformed = await api.ask('POST', `/notifications/${id}/publish`, { body: { version: '1' } });
    expect([malformed.statusCode, malformed.json().message]).toEqual([400, expect.stringMatching(/^version: /)]);
  });

  test('§11.3 templates: publishes at once get a number each', async () => {
    const id = await create(saying('one'));
    await Promise.all(Array.from({ length: 6 }, () => api.ask('POST', `/notifications/${id}/publish`)));
    const { versions } = (await api.ask('GET', `/notifications/${id}/versions`)).json();
    const names = versions.map(({ version }: { version: string }) => version);
    expect(names).toEqual(['draft', 'published:v006', 'v005', 'v004', 'v003', 'v002', 'v001']);
  });

  test('§11.3 templates: the history says who, when, and whether the draft differs; 10 at most a page', async () => {
    const id = await create({ ...saying('one'), state: 'PUBLISHED' });
    const first = (await api.ask('GET', `/notifications/${id}/versions`)).json();
    const entry = { created: expect.any(Number), creator: keys.test };
    expect(first.versions).toEqual([
      { version: 'draft', has_changes: false, ...entry },
      { version: 'published:v001', ...entry },
    ]);
    await api.ask('PUT', `/notifications/${id}`, { body: saying('two') });
    for (let count = 0; count < 11; count++)
      await api.ask('POST', `/notifications/${id}/publish`, { body: { version: 'v001' } });
    const page = (await api.ask('GET', `/notifications/${id}/versions?limit=100`)).json();
    expect(page.versions).toHaveLength(10);
    expect(page.versions[0]).toMatchObject({ version: 'draft', has_changes: true });
    const rest = (await api.ask('GET', `/notifications/${id}/versions?cursor=${page.paging.cursor}`)).json();
    expect(rest.versions.map(({ version }: { version: string }) => version)).toEqual(['v003', 'v002', 'v001']);
    expect(rest.paging).toEqual({ more: false });
    const one = (await api.ask('GET', `/notifications/${id}/versions?limit=1`)).json();
    const next = (await api.ask('GET', `/notifications/${id}/versions?limit=1&cursor=${one.paging.cursor}`)).json();
    expect([one.versions[0].version, next.versions[0].version]).toEqual(['draft', 'published:v012']);
  });
});

test('W-04 aliases: kept when omitted, replaced by a text, removed by null, one owner at a time', async () => {
  const id = await create(saying('one', { alias: 'first' }));
  const put = async (changes: object, on = id) =>
    api.ask('PUT', `/notifications/${on}`, { body: saying('x', changes) });
  expect((await put({})).json().alias).toBe('first');
  expect((await put({ alias: 'second' })).json().alias).toBe('second');
  const other = await create(saying('other', { alias: 'first' }));
  const taken = await put({ alias: 'second' }, other);
  expect([taken.statusCode, taken.headers['x-should-retry']]).toEqual([409, 'false']);
  expect((await put({ alias: null })).json()).not.toHaveProperty('alias');
  expect((await put({ alias: 'second' }, other)).json().alias).toBe('second');
  const body = saying('x', { alias: 'second' });
  expect((await api.ask('POST', '/notifications', { key: keys.stranger, body })).statusCode).toBe(201);
  expect((await put({ alias: 'tenant/x' })).statusCode).toBe(400);
});

test('§11.3 archive: readable still, neither changed nor published any more, and its alias is free', async () => {
  const id = await create({ ...saying('one', { alias: 'reused' }), state: 'PUBLISHED' });
  expect((await api.ask('DELETE', `/notifications/${id}`)).statusCode).toBe(204);
  expect((await api.ask('DELETE', `/notifications/${id}`)).statusCode).toBe(204);
  expect(await textOf(id)).toBe('one');
  const changes = [
    await api.ask('PUT', `/notifications/${id}`, { body: saying('two') }),
    await api.ask('PUT', `/notifications/${id}/content`, { body: { content: { body: 'two' } } }),
    await api.ask('POST', `/notifications/${id}/publish`),
  ];
  for (const { statusCode, headers } of changes)
    expect([statusCode, headers['x-should-retry']]).toEqual([409, 'false']);
  const { results } = (await api.ask('GET', `/notifications?event_id=${id}`)).json();
  expect(results).toEqual([]);
  await create(saying('again', { alias: 'reused' }));
});

test.each([
  ['broken Handlebars', { content: { version: '2022-01-01', elements: [{ type: 'text', content: '{{#if a}}' }] } }],
  ['an unknown element', { content: { version: '2022-01-01', elements: [{ type: 'hologram' }] } }],
  ['no content', { content: undefined }],
])('W-08 templates: %s is refused, and nothing is stored', async (_, changes) => {
  const before = await api.database.prisma.template.count();
  const answer = await api.ask('POST', '/notifications', { body: saying('x', changes) });
  expect([answer.statusCode, answer.json().message]).toEqual([400, expect.stringMatching(/^notification\.content/)]);
  expect(await api.database.prisma.template.count()).toBe(before);
});

test('W-24 templates: an unknown one is a 404 whatever is asked of it', async () => {
  const calls: ['GET' | 'PUT' | 'POST' | 'DELETE', string, object?][] = [
    ['GET', ''],
    ['GET', '/versions'],
    ['GET', '/content'],
    ['PUT', '', saying('x')],
    ['PUT', '/content', { content: { body: 'x' } }],
    ['PUT', '/elements/e1', { type: 'divider' }],
    ['PUT', '/locales/fr', { elements: [] }],
    ['POST', '/publish'],
    ['DELETE', ''],
  ];
  for (const [method, part, body] of calls) {
    const answer = await api.ask(method, `/notifications/nt_none${part}`, { body });
    expect([answer.statusCode, answer.json().message]).toEqual([404, 'Notification template not found']);
  }
});

test('W-11 templates: pages of 20, newest first, or the one with an id or alias', async () => {
  for (let count = 0; count < 23; count++) await create(saying(`${count}`, count === 0 ? { alias: 'oldest' } : {}));
  const first = (await api.ask('GET', '/notifications')).json();
  expect([first.results.length, first.paging.more]).toEqual([20, true]);
  const second = (await api.ask('GET', `/notifications?cursor=${first.paging.cursor}`)).json();
  const ids = [...first.results, ...second.results].map(({ id }: { id: string }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  const created = [...first.results, ...second.results].map((item: { created: number }) => item.created);
  expect(created).toEqual([...created].sort((one, other) => other - one));
  const { results } = (await api.ask('GET', '/notifications?event_id=oldest')).json();
  expect(results).toHaveLength(1);
  expect(results[0]).toMatchObject({ name: 'Welcome', tags: ['a'], state: 'DRAFT' });
});
