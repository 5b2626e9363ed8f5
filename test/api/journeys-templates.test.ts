import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { LOCK_ENVIRONMENT } from '../../platform/database/environment-lock.ts';
import { anInstantLater } from '../support/an-instant-later.ts';
import { type ApiUnderTest, startApi } from '../support/api.ts';
import { apiInvoke, createJourney } from '../support/api-journeys.ts';
import { eventually } from '../support/eventually.ts';

const WAITING = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;

const elements = [
  { type: 'meta', title: 'Welcome', id: 'title' },
  { type: 'text', content: 'Hello {{name}}', id: 'greeting' },
];

const saying = (name: string, changes: object = {}) => ({
  name,
  tags: ['a'],
  brand: null,
  subscription: { topic_id: 'pt_1' },
  content: { version: '2022-01-01', elements },
  ...changes,
});

let api: ApiUnderTest;
let journey: string;

beforeAll(async () => {
  api = await startApi();
});

afterAll(() => api.close());

beforeEach(async () => {
  journey = (await createJourney(api)).id;
});

const ask = (method: 'GET' | 'POST' | 'PUT' | 'DELETE', path = '', body?: unknown) =>
  api.ask(method, `/journeys/${journey}/templates${path}`, { body });

const create = (changes: object = {}) =>
  ask('POST', '', { channel: 'email', notification: saying('Welcome'), ...changes });

const idOf = async (changes: object = {}) => (await create(changes)).json().id as string;

describe('a template of a journey', () => {
  test('§2.6 is made as a draft, shown with every field', async () => {
    const answer = await create({ providerKey: 'smtp' });
    expect([answer.statusCode, answer.json()]).toEqual([
      201,
      {
        id: expect.stringMatching(/^nt_/),
        name: 'Welcome',
        tags: ['a'],
        state: 'DRAFT',
        brand: null,
        subscription: { topic_id: 'pt_1' },
        routing: null,
        content: { version: '2022-01-01', elements },
        channel: 'email',
        providerKey: 'smtp',
        created: expect.any(Number),
        creator: expect.any(String),
      },
    ]);
    const { id } = answer.json();
    expect((await ask('GET', `/${id}`)).statusCode).toBe(404);
    expect((await ask('GET', `/${id}?version=draft`)).json()).toEqual(answer.json());
  });

  test.each([
    [{ channel: undefined }, 'channel: '],
    [{ channel: ' ' }, 'channel: must not be blank'],
    [{ notification: undefined }, 'notification: '],
    [{ notification: saying('') }, 'notification.name: '],
    [
      { notification: saying('N', { content: { elements: [{ type: 'nothing' }] } }) },
      'notification.content.elements.0',
    ],
    [{ state: 'LIVE' }, 'state: must be DRAFT or PUBLISHED'],
    [{ providerKey: 'sendgrid' }, 'providerKey: is no provider for email; this release has smtp, outbox'],
    [{ providerKey: 'smtp', channel: 'sms' }, 'providerKey: is no provider for sms; this release has'],
  ])('§2.6 W-08 %j is a 400 that names the field', async (changes, problem) => {
    const answer = await create(changes);
    expect([answer.statusCode, answer.json().message]).toEqual([400, expect.stringContaining(problem)]);
  });

  test('§2.6 is published, replaced and rolled back; its channel stays', async () => {
    const id = await idOf({ state: 'PUBLISHED' });
    const nameOf = async (query = '') => (await ask('GET', `/${id}${query}`)).json().name;
    const replaced = await ask('PUT', `/${id}`, { notification: saying('Second') });
    expect([replaced.statusCode, replaced.json()]).toEqual([
      200,
      expect.objectContaining({ name: 'Second', channel: 'email' }),
    ]);
    expect([await nameOf(), await nameOf('?version=draft')]).toEqual(['Welcome', 'Second']);
    expect((await ask('POST', `/${id}/publish`)).statusCode).toBe(204);
    expect(await nameOf()).toBe('Second');
    expect((await ask('POST', `/${id}/publish`, { version: 'v001' })).statusCode).toBe(204);
    expect(await nameOf()).toBe('Welcome');
    const { versions } = (await ask('GET', `/${id}/versions`)).json();
    expect(versions.map(({ version }: { version: string }) => version)).toEqual([
      'draft',
      'published:v003',
      'v002',
      'v001',
    ]);
    expect((await ask('GET', `/${id}?version=v001`)).json().channel).toBe('email');
  });

  test('§2.6 lists: newest first, by pages of 1 to 100', async () => {
    const ids: string[] = [];
    for (let count = 0; count < 5; count++) {
      ids.unshift(await idOf());
      await anInstantLater();
    }
    const first = (await ask('GET', '?limit=3')).json();
    expect(first.results.map(({ id }: { id: string }) => id)).toEqual(ids.slice(0, 3));
    const rest = (await ask('GET', `?limit=3&cursor=${first.paging.cursor}`)).json();
    expect(rest.results.map(({ id }: { id: string }) => id)).toEqual(ids.slice(3));
    expect(rest.paging).toEqual({ more: false });
    expect((await ask('GET', '?limit=0')).json().results).toHaveLength(1);
    expect((await ask('GET', '?limit=1000')).json().results).toHaveLength(5);
  });

  test('§2.6 content and translations, with checksums', async () => {
    const id = await idOf();
    const md5 = (text: string) => createHash('md5').update(text).digest('hex');
    const read = async () => (await ask('GET', `/${id}/content?version=draft`)).json();
    expect((await read()).elements[1]).toEqual({ ...elements[1], checksum: md5('Hello {{name}}') });
    const content = { version: '2022-01-01', elements: [{ type: 'text', content: 'Bye', id: 'greeting' }] };
    const changed = await ask('PUT', `/${id}/content`, { content, state: 'PUBLISHED' });
    expect([changed.statusCode, changed.json()]).toEqual([
      200,
      { id, version: '2022-01-01', state: 'PUBLISHED', elements: [{ id: 'greeting', checksum: md5('Bye') }] },
    ]);
    expect((await ask('GET', `/${id}`)).json()).toMatchObject({ channel: 'email', name: 'Welcome' });
    const said = [{ id: 'greeting', content: 'Adieu' }];
    expect((await ask('PUT', `/${id}/locales/fr`, { elements: said })).statusCode).toBe(200);
    expect((await read()).elements[0].locales.fr.content).toBe('Adieu');
    const unknown = await ask('PUT', `/${id}/locales/fr`, { elements: [{ id: 'nobody', content: '' }] });
    expect([unknown.statusCode, unknown.json().message]).toEqual([400, expect.stringContaining('elements.0.id')]);
  });

  test('§2.6 it is archived once no node sends it any more', async () => {
    const id = await idOf();
    const nodes = [apiInvoke, { type: 'send', message: { template: id } }];
    const put = (body: object) => api.ask('PUT', `/journeys/${journey}`, { body: { name: 'J', ...body } });
    expect((await put({ nodes })).statusCode).toBe(200);
    const archive = async () => {
      const answer = await ask('DELETE', `/${id}`);
      return [answer.statusCode, answer.headers['x-should-retry']];
    };
    expect(await archive()).toEqual([409, 'false']);
    await put({ nodes, state: 'PUBLISHED' });
    await put({ nodes: [apiInvoke] });
    expect(await archive()).toEqual([409, 'false']);
    await put({ nodes: [apiInvoke], state: 'PUBLISHED' });
    expect(await archive()).toEqual([204, undefined]);
    expect((await ask('GET', '')).json().results).toEqual([]);
    expect((await ask('PUT', `/${id}`, { notification: saying('Late') })).statusCode).toBe(409);
    expect((await put({ nodes })).statusCode).toBe(422);
  });
});

describe('a template that is archived while its journey is written', () => {
  const published = (id: string) => ({ name: 'J', nodes: [apiInvoke, { type: 'send', message: { template: id } }] });

  /** What a request comes to that has to wait while the journey, or the template, becomes another. */
  async function beside(request: () => ReturnType<ApiUnderTest['ask']>, change: string, values: unknown[]) {
    const { asked } = await api.database.transaction(async (client) => {
      await client.query(LOCK_ENVIRONMENT, ['one-test']);
      const waiting = request();
      await eventually(async () => {
        expect(await api.database.query(WAITING)).not.toEqual([]);
      });
      await client.query(change, values);
      return { asked: waiting };
    });
    return (await asked).statusCode;
  }

  test('§2.6 J-08 a PUT that wires it is a 422, and so is a publish', async () => {
    const archive = 'UPDATE template SET archived_at = now() WHERE id = $1';
    const [first, second] = [await idOf(), await idOf()];
    const put = () => api.ask('PUT', `/journeys/${journey}`, { body: published(first) });
    expect(await beside(put, archive, [first])).toBe(422);
    await api.ask('PUT', `/journeys/${journey}`, { body: published(second) });
    const publish = () => api.ask('POST', `/journeys/${journey}/publish`);
    expect(await beside(publish, archive, [second])).toBe(422);
  });

  test('§2.6 a DELETE is a 409 once a PUT has wired it', async () => {
    const id = await idOf();
    const wire = 'UPDATE journey SET draft = $2::jsonb WHERE id = $1';
    const status = await beside(() => ask('DELETE', `/${id}`), wire, [journey, JSON.stringify(published(id))]);
    expect(status).toBe(409);
  });
});

describe('nobody else sees it', () => {
  test('§2.6 W-24 not another journey, and not the workspace', async () => {
    const id = await idOf({ state: 'PUBLISHED' });
    const other = (await createJourney(api)).id;
    const notification = saying('Stolen');
    const parts: ['GET' | 'POST' | 'PUT' | 'DELETE', string, unknown?][] = [
      ['GET', ''],
      ['GET', '?version=draft'],
      ['PUT', '', { notification }],
      ['GET', '/versions'],
      ['POST', '/publish'],
      ['POST', '/publish', { version: 'v001' }],
      ['GET', '/content'],
      ['PUT', '/content', { content: notification.content }],
      ['PUT', '/locales/fr', { elements: [] }],
      ['DELETE', ''],
    ];
    for (const place of [`/journeys/${other}/templates`, '/notifications']) {
      for (const [method, part, body] of parts) {
        const foreign = await api.ask(method, `${place}/${id}${part}`, { body });
        const unknown = await api.ask(method, `${place}/nt_none${part}`, { body });
        expect([place, part, foreign.statusCode, foreign.body]).toEqual([place, part, 404, unknown.body]);
      }
      const { results } = (await api.ask('GET', place)).json();
      expect(results).toEqual([]);
    }
    expect((await ask('GET', `/${id}`)).json().name).toBe('Welcome');
  });

  test('§2.6 a template of the workspace is none of the journey’s', async () => {
    const notification = { ...saying('Shared'), alias: 'shared' };
    const { id } = (await api.ask('POST', '/notifications', { body: { notification, state: 'PUBLISHED' } })).json();
    expect((await ask('GET', `/${id}`)).statusCode).toBe(404);
    expect((await ask('GET', '')).json().results).toEqual([]);
    expect((await ask('DELETE', `/${id}`)).statusCode).toBe(404);
    expect((await api.ask('GET', `/notifications/${id}`)).statusCode).toBe(200);
  });
});
