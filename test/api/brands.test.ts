import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { anInstantLater } from '../support/an-instant-later.ts';

import { type ApiUnderTest, keys, startApi } from '../support/api.ts';

let api: ApiUnderTest;

beforeAll(async () => {
  api = await startApi();
});

afterAll(() => api.close());

const post = (body: object, key = keys.test) => api.ask('POST', '/brands', { body, key });
const put = (id: string, body: object, key = keys.test) => api.ask('PUT', `/brands/${id}`, { body, key });
const get = (id: string, key = keys.test) => api.ask('GET', `/brands/${id}`, { key });
const remove = (id: string, key = keys.test) => api.ask('DELETE', `/brands/${id}`, { key });

/** A brand with all there is. */
const acme = {
  name: 'Acme',
  settings: {
    colors: { primary: '#9121c2', secondary: '#92c' },
    email: {
      header: { logo: { image: 'https://acme.example/l.png' } },
      footer: { content: 'Acme', inheritDefault: false },
    },
    inapp: { colors: { primary: '#000' }, placement: 'top' },
  },
  snippets: { items: [{ name: 'sign', value: 'Yours' }] },
};

const unknown = { type: 'invalid_request_error', message: 'Brand not found' };

describe('brands', () => {
  test('§11.3 W-14 brands: POST makes one, GET gives the same', async () => {
    const before = Date.now();
    const answer = await post({ id: 'acme', ...acme });
    expect(answer.statusCode).toBe(201);
    const { created, updated, published, version, ...rest } = answer.json();
    expect(rest).toEqual({ id: 'acme', ...acme });
    expect([updated, published, typeof version]).toEqual([created, created, 'string']);
    expect(created).toBeGreaterThanOrEqual(before - 5_000);
    expect((await get('acme')).json()).toEqual(answer.json());
  });

  test('W-15 brands: without an id it gets one', async () => {
    expect((await post({ name: 'Anonymous' })).json()).toMatchObject({
      id: expect.stringMatching(/^bnd_/),
      name: 'Anonymous',
    });
  });

  test('§11.3 W-04 brands: an id that there is already is a 409 which nobody repeats, and nothing changes', async () => {
    const { version } = (await post({ id: 'once', ...acme })).json();
    const answer = await post({ id: 'once', name: 'Twice' });
    expect([answer.statusCode, answer.headers['x-should-retry']]).toEqual([409, 'false']);
    expect(answer.json().message).toBe('There is a brand with the id once already');
    expect((await get('once')).json()).toMatchObject({ name: 'Acme', version });
    const racers = await Promise.all(Array.from({ length: 5 }, () => post({ id: 'race', name: 'Race' })));
    expect(racers.map(({ statusCode }) => statusCode).sort()).toEqual([201, 409, 409, 409, 409]);
  });

  test('§11.3 brands: PUT replaces all of it, and makes a version', async () => {
    const { version, created } = (await post({ id: 'replaced', ...acme })).json();
    const answer = await put('replaced', { name: 'New', settings: null });
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toEqual({
      id: 'replaced',
      name: 'New',
      created,
      updated: expect.any(Number),
      published: expect.any(Number),
      version: expect.not.stringMatching(version),
    });
    expect((await get('replaced')).json()).toEqual(answer.json());
    expect((await put('never', { name: 'New' })).json()).toEqual(unknown);
    expect((await put('replaced', { settings: {} })).json().message).toMatch(/^name: /);
  });

  test('§11.3 brands: DELETE takes it away, once', async () => {
    await post({ id: 'gone', name: 'Gone' });
    expect((await remove('gone')).statusCode).toBe(204);
    expect([(await remove('gone')).statusCode, (await get('gone')).json()]).toEqual([404, unknown]);
  });

  test('W-24 brands: what another environment has is unknown, and its id is free', async () => {
    await post({ id: 'secret', name: 'Secret' });
    for (const key of [keys.production, keys.stranger]) {
      const answers = [await get('secret', key), await put('secret', { name: 'X' }, key), await remove('secret', key)];
      expect(answers.map((answer) => [answer.statusCode, answer.json()])).toEqual(Array(3).fill([404, unknown]));
      const { results } = (await api.ask('GET', '/brands', { key })).json();
      expect(results.map(({ id }: { id: string }) => id)).not.toContain('secret');
      expect((await post({ id: 'secret', name: 'Own' }, key)).statusCode).toBe(201);
    }
    expect((await get('secret')).json().name).toBe('Secret');
  });

  test('§11.3 brands: the list is newest first, 20 a page', async () => {
    const key = keys.stranger;
    for (let index = 0; index < 22; index += 1) {
      await post({ id: `page-${index}`, name: 'P' }, key);
      await anInstantLater();
    }
    const first = (await api.ask('GET', '/brands', { key })).json();
    expect([first.results.length, first.paging.more]).toEqual([20, true]);
    const second = (await api.ask('GET', `/brands?cursor=${first.paging.cursor}`, { key })).json();
    const ids = [...first.results, ...second.results].map(({ id }: { id: string }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.slice(0, 22)).toEqual(Array.from({ length: 22 }, (_, index) => `page-${21 - index}`));
    expect(second.paging).toEqual({ more: false });
    expect((await api.ask('GET', '/brands?cursor=nonsense', { key })).statusCode).toBe(400);
  });

  test.each<[object, string]>([
    [{ settings: {} }, 'name: '],
    [{ name: 'x', id: 'a/b' }, 'id: must be 1 to 128 letters, digits, _, - and .'],
    [{ name: 'x', settings: { colors: { primary: 'red' } } }, 'settings.colors.primary: must be a color such as'],
    [
      { name: 'x', settings: { email: { footer: { content: '{{#if}}' } } } },
      'settings.email.footer.content: is not valid Handlebars on line 1',
    ],
    [
      { name: 'x', settings: { email: { head: { content: '<style>p{' } } } },
      'settings.email.head.content: ends inside a style element',
    ],
    [
      { name: 'x', settings: { email: { templateOverride: { enabled: false, header: '<p>{{a}}</p><!-- {{b}}' } } } },
      'settings.email.templateOverride.header: ends inside a comment',
    ],
    [
      { name: 'x', settings: { email: { footer: { content: '{{> s}}' } } } },
      'settings.email.footer.content: uses the snippet "s", which this brand does not have',
    ],
    [
      { name: 'x', settings: { inapp: { ['__proto__']: 1, constructor: 1 } } },
      'settings.inapp.constructor: this key is not allowed',
    ],
  ])('§11.3 W-13 brands: %j is a 400, on POST and on PUT', async (body, message) => {
    await post({ id: 'kept', name: 'Kept' });
    const answers = 'id' in body ? [await post(body)] : [await post(body), await put('kept', body)];
    for (const answer of answers)
      expect([answer.statusCode, answer.json().message]).toEqual([400, expect.stringContaining(message)]);
    expect((await get('kept')).json().name).toBe('Kept');
  });
});

describe('the default brand of a workspace', () => {
  const choose = (id: string | null, key = keys.test) =>
    api.ask('PATCH', '/workspace', { body: { default_brand_id: id }, key });

  test('R-25 workspace: it is a brand of the environment that asks', async () => {
    await post({ id: 'usual', name: 'Usual' });
    expect((await choose('usual')).json().default_brand_id).toBe('usual');
    for (const [id, key] of [
      ['nope', keys.test],
      ['usual', keys.production],
    ] as const) {
      const answer = await choose(id, key);
      expect([answer.statusCode, answer.json().message]).toEqual([400, 'default_brand_id: there is no such brand']);
    }
    expect((await api.ask('GET', '/workspace')).json().default_brand_id).toBe('usual');
  });

  test('R-25 W-04 workspace: it is not deleted before the workspace lets go of it', async () => {
    await post({ id: 'held', name: 'Held' });
    await choose('held');
    const answer = await remove('held');
    expect([answer.statusCode, answer.headers['x-should-retry']]).toEqual([409, 'false']);
    await choose(null);
    expect((await remove('held')).statusCode).toBe(204);
  });
});

test('W-31 brands: PUT can be limited', async () => {
  const rateLimits = [{ method: 'PUT', path: '/brands/{id}', max: 2, windowMs: 60_000 }];
  const limited = await startApi({ rateLimits });
  const answers = [];
  for (let time = 0; time < 3; time += 1) answers.push(await limited.ask('PUT', '/brands/x', { body: { name: 'x' } }));
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([404, 404, 429]);
  await limited.close();
});
