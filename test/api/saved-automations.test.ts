import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { type ApiUnderTest, keys, startApi } from '../support/api.ts';
import { eventually } from '../support/eventually.ts';

const steps = [{ action: 'send', template: 'WELCOME' }];

let api: ApiUnderTest;

beforeAll(async () => {
  api = await startApi();
});

afterAll(() => api.close());

const put = (id: string, changes: object = {}, key = keys.test) =>
  api.ask('PUT', `/automations/${id}`, { body: { name: id, steps, ...changes }, key });

const publish = (id: string, body?: object) => api.ask('POST', `/automations/${id}/publish`, { body });

/** The name that a version has, or the status of the refusal. */
const nameOf = async (id: string, version = 'published') => {
  const answer = await api.ask('GET', `/automations/${id}?version=${version}`);
  return answer.statusCode === 200 ? answer.json().name : answer.statusCode;
};

describe('drafts', () => {
  test('A-03 a PUT makes a draft, shown with every field, and changes it the next time', async () => {
    const body = { name: 'Welcome', alias: 'shown', cancelation_token: 'order-1', sources: ['segment/identify'] };
    const made = await put('drafted', body);
    const shown = {
      id: 'drafted',
      ...body,
      steps,
      enabled: true,
      state: 'DRAFT',
      created: expect.any(Number),
      updated: null,
      published: null,
    };
    expect([made.statusCode, made.json()]).toEqual([200, shown]);
    const { created } = made.json();
    const again = await put('drafted', { name: 'Second' });
    const kept = { alias: 'shown', cancelation_token: 'order-1', enabled: true };
    expect(again.json()).toMatchObject({ ...kept, name: 'Second', created, updated: expect.any(Number) });
    expect(again.json()).not.toHaveProperty('sources');
    expect((await api.ask('GET', '/automations/drafted?version=draft')).json()).toEqual(again.json());
  });

  test('A-03 alias, token and enabled: absent keeps them, null removes an alias, empty text a token', async () => {
    await put('partial', { alias: 'partial-alias', cancelation_token: { $ref: 'data.order' }, enabled: false });
    const kept = (await put('partial', { alias: undefined, cancelation_token: null, enabled: null })).json();
    expect(kept).toMatchObject({ alias: 'partial-alias', cancelation_token: { $ref: 'data.order' }, enabled: false });
    const removed = (await put('partial', { alias: null, cancelation_token: '', enabled: true })).json();
    expect(removed).toMatchObject({ enabled: true });
    expect(removed).not.toHaveProperty('alias');
    expect(removed).not.toHaveProperty('cancelation_token');
  });

  test.each(['cancelation_token', 'cancellation_token', 'cancelationToken'])(
    'A-09 the token may be spelled %s, and is answered as cancelation_token',
    async (spelling) => {
      const answer = (await put(`spelled-${spelling}`, { [spelling]: 'order' })).json();
      expect(answer.cancelation_token).toBe('order');
    },
  );

  test('A-04 a saved automation takes every step that an ad-hoc one takes, and gives it back as it was written', async () => {
    const written = [
      { action: 'delay', duration: `\${data.wait}`, if: 'data.vip', ref: 'wait', unknown: [1] },
      { action: 'update-profile', profile: 'refs.data.facts', merge: 'overwrite' },
      { action: 'invoke', template: 'other', context: { data: { $ref: 'data.inner' } } },
      { action: 'send', message: { to: { user_id: 'ada' }, content: { title: 'Hi {{name}}', body: 'B' } } },
    ];
    expect((await put('language', { steps: written })).json().steps).toEqual(written);
  });

  test.each([
    [{ name: ' ' }, 'name: '],
    [{ name: undefined }, 'name: '],
    [{ alias: ' ' }, 'alias: '],
    [{ enabled: 'yes' }, 'enabled: '],
    [{ sources: 'segment' }, 'sources: '],
    [{ steps: [] }, 'steps: needs at least one step'],
    [{ steps: undefined }, 'steps: '],
    [{ steps: [{ action: 'hologram' }] }, 'steps.0.action: Invalid input'],
    [{ steps: [...steps, { action: 'delay', duration: 'soon' }] }, 'steps.1.duration: '],
    [{ steps: [{ action: 'delay', until: '2099-01-01' }] }, 'steps.0.until: is more than 10 years away'],
    [{ steps: [{ action: 'update-profile' }] }, 'steps.0.profile: '],
    [{ steps: [{ action: 'invoke' }] }, 'steps.0.template: '],
    [{ steps: [{ ...steps[0], if: 'data.' }] }, 'steps.0.if: '],
    [
      { steps: [{ action: 'send', message: { content: { title: '{{#if a}}', body: 'b' } } }] },
      'steps.0.message.content',
    ],
    [{ cancelation_token: 7 }, 'cancelation_token: '],
    [{ cancelation_token: `\${data.}` }, 'cancelation_token: '],
    [{ cancellation_token: `\${data.}` }, 'cancellation_token: '],
  ])('A-08 W-08 %j is refused, naming the field, and nothing is stored', async (changes, message) => {
    const answer = await put('refused', changes);
    expect([answer.statusCode, answer.json().message]).toEqual([400, expect.stringContaining(message)]);
    expect(answer.json().message.startsWith(message)).toBe(true);
    expect(await nameOf('refused', 'draft')).toBe(404);
  });

  test('W-08 one answer names the problems of every step, those of a misshapen body too', async () => {
    const answer = await put('refused', {
      name: '',
      steps: [{ action: 'nothing' }, { action: 'delay', duration: 'soon' }, { action: 'delay', duration: 'later' }],
    });
    expect(answer.json().message).toMatch(
      /^name: .*; steps\.0\.action: .*; steps\.1\.duration: .*; steps\.2\.duration: /,
    );
  });
});

describe('names', () => {
  test.each(['invoke', 'runs', 'cancel', 'simulate'])('A-00 %s is neither an id nor an alias', async (word) => {
    const asId = await put(word);
    expect([asId.statusCode, asId.json().message]).toEqual([400, 'id: is a reserved name']);
    const asAlias = await put('fine', { alias: word });
    expect([asAlias.statusCode, asAlias.json().message]).toEqual([400, 'alias: is a reserved name']);
  });

  test.each(['a b', 'a%2Fb', 'ä', 'a'.repeat(129), '%20'])('A-03 the id %s is refused', async (id) => {
    const answer = await put(id, { name: 'x' });
    expect([answer.statusCode, answer.json().message]).toEqual([400, expect.stringMatching(/^id: must be 1 to 128/)]);
  });

  test('A-00 the id and the alias name the same automation wherever it is asked for', async () => {
    await put('by-id', { name: 'One', alias: 'by alias' });
    expect((await publish('by%20alias')).json()).toMatchObject({ id: 'by-id', version: 'v1' });
    expect(await nameOf('by%20alias')).toBe('One');
    expect((await api.ask('GET', '/automations/by%20alias/versions')).json().results).toHaveLength(1);
    expect((await api.ask('DELETE', '/automations/by%20alias')).statusCode).toBe(204);
    expect(await nameOf('by-id')).toBe(404);
  });

  test('A-03 W-04 a name has one owner: a second is a 409 that says not to ask again', async () => {
    await put('owner', { alias: 'owned' });
    const refusals = [
      await put('other', { alias: 'owned' }),
      await put('other', { alias: 'owner' }),
      await put('owned'),
      await put('owned', { alias: 'owner' }),
    ];
    for (const { statusCode, headers } of refusals)
      expect([statusCode, headers['x-should-retry']]).toEqual([409, 'false']);
    const messages = refusals.map((answer) => answer.json().message);
    expect(messages.map((message) => message.split(':')[0])).toEqual(['alias', 'alias', 'id', 'id']);
    expect(await nameOf('other', 'draft')).toBe(404);
    expect((await put('owner', { alias: 'owned', name: 'Again' })).statusCode).toBe(200);
    expect((await put('owned', { alias: 'owner' }, keys.production)).statusCode).toBe(200);
  });

  test('A-03 W-04 whoever asks for a name waits for a request that is just taking it', async () => {
    const answer = await api.database.transaction(async (client) => {
      await client.query("SELECT 1 FROM environment WHERE id = 'one-test' FOR NO KEY UPDATE");
      const asked = put('being-taken');
      await eventually(async () => {
        const [waiting] = await api.database.query(
          "SELECT 1 FROM pg_locks WHERE NOT granted AND locktype = 'transactionid'",
        );
        expect(waiting).toBeDefined();
      });
      await client.query(
        "INSERT INTO automation (environment_id, id, alias, draft, creator) VALUES ('one-test', 'first', 'being-taken', '{}', 'x')",
      );
      return { asked };
    });
    expect((await answer.asked).statusCode).toBe(409);
  });

  test('A-03 of requests at once for one name, as an id and as an alias, one gets it', async () => {
    const asked = Array.from({ length: 12 }, (_, place) =>
      place % 2 ? put(`rival-${place}`, { alias: 'contested' }) : put('contested', { alias: `contested-by-${place}` }),
    );
    const answers = await Promise.all(asked);
    const owners = answers.flatMap((answer) => (answer.statusCode === 200 ? [answer.json().id] : []));
    expect(new Set(owners).size).toBe(1);
    expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([200, 409]));
  });
});

describe('versions', () => {
  test('J-14 A-03 the first publish makes v1 and every further one a version, of an unchanged draft too', async () => {
    await put('versioned', { name: 'one' });
    expect(await nameOf('versioned')).toBe(404);
    const first = await publish('versioned');
    expect([first.statusCode, first.json()]).toEqual([
      200,
      expect.objectContaining({ state: 'PUBLISHED', version: 'v1', name: 'one', published: expect.any(Number) }),
    ]);
    await put('versioned', { name: 'two' });
    expect([await nameOf('versioned'), await nameOf('versioned', 'draft')]).toEqual(['one', 'two']);
    await publish('versioned', {});
    expect((await publish('versioned', { version: null })).json().version).toBe('v3');
    expect([await nameOf('versioned', 'v1'), await nameOf('versioned', 'v2')]).toEqual(['one', 'two']);
    const draft = (await api.ask('GET', '/automations/versioned?version=draft')).json();
    expect(draft).toMatchObject({ state: 'DRAFT', published: expect.any(Number) });
    expect(draft).not.toHaveProperty('version');
  });

  test('J-15 publishing an earlier version copies it into a new one; the draft and the history stay', async () => {
    await put('rolled', { name: 'one' });
    await publish('rolled');
    await put('rolled', { name: 'two' });
    await publish('rolled');
    await put('rolled', { name: 'draft' });
    expect((await publish('rolled', { version: 'v1' })).json()).toMatchObject({ version: 'v3', name: 'one' });
    expect([await nameOf('rolled'), await nameOf('rolled', 'v2'), await nameOf('rolled', 'draft')]).toEqual([
      'one',
      'two',
      'draft',
    ]);
    const unknown = await publish('rolled', { version: 'v9' });
    expect([unknown.statusCode, unknown.json().message]).toEqual([404, expect.stringContaining('v9')]);
    const malformed = await publish('rolled', { version: '1' });
    expect([malformed.statusCode, malformed.json().message]).toEqual([400, expect.stringMatching(/^version: /)]);
  });

  test('J-11 a version that is none is a 400, an unknown one a 404', async () => {
    await put('asked');
    await publish('asked');
    expect([await nameOf('asked', 'latest'), await nameOf('asked', 'v2'), await nameOf('asked', '')]).toEqual([
      400,
      404,
      'asked',
    ]);
  });

  test('J-18 the history lists published versions only, newest first, 20 a page', async () => {
    await put('history', { name: 'one' });
    expect((await api.ask('GET', '/automations/history/versions')).json()).toEqual({
      results: [],
      paging: { more: false },
    });
    for (let count = 0; count < 22; count++) await publish('history');
    const first = (await api.ask('GET', '/automations/history/versions')).json();
    const entry = { name: 'one', creator: keys.test, created: expect.any(Number), published: expect.any(Number) };
    expect(first.results[0]).toEqual({ version: 'v22', ...entry });
    expect(first.results).toHaveLength(20);
    const rest = (await api.ask('GET', `/automations/history/versions?cursor=${first.paging.cursor}`)).json();
    expect(rest.results.map(({ version }: { version: string }) => version)).toEqual(['v2', 'v1']);
    expect(rest.paging).toEqual({ more: false });
    expect((await api.ask('GET', '/automations/history/versions?cursor=x')).statusCode).toBe(400);
  });

  test('J-14 publishes at once get a number each', async () => {
    await put('crowded');
    const answers = await Promise.all(Array.from({ length: 6 }, () => publish('crowded')));
    const versions = answers.map((answer) => answer.json().version).sort();
    expect(versions).toEqual(['v1', 'v2', 'v3', 'v4', 'v5', 'v6']);
  });
});

describe('archive', () => {
  test('J-13 an archived automation is gone for all but a second DELETE, and its alias is free', async () => {
    await put('old', { alias: 'reused' });
    await publish('old');
    expect((await api.ask('DELETE', '/automations/old')).statusCode).toBe(204);
    expect((await api.ask('DELETE', '/automations/old')).statusCode).toBe(204);
    const refusals = [
      await api.ask('GET', '/automations/old'),
      await api.ask('GET', '/automations/old?version=draft'),
      await api.ask('GET', '/automations/old/versions'),
      await publish('old'),
      await publish('old', { version: 'v1' }),
      await put('old'),
    ];
    for (const answer of refusals)
      expect([answer.statusCode, answer.json().message]).toEqual([404, 'Automation template old not found']);
    expect((await put('young', { alias: 'reused' })).statusCode).toBe(200);
    expect((await put('younger', { alias: 'old' })).statusCode).toBe(409);
  });

  test('W-24 an unknown automation, and another environment’s, is the same 404 whatever is asked of it', async () => {
    await put('theirs', {}, keys.stranger);
    for (const id of ['nowhere', 'theirs']) {
      const answers = [
        await api.ask('GET', `/automations/${id}?version=draft`),
        await api.ask('GET', `/automations/${id}/versions`),
        await publish(id),
        await api.ask('DELETE', `/automations/${id}`),
      ];
      for (const answer of answers)
        expect([answer.statusCode, answer.json()]).toEqual([
          404,
          { type: 'invalid_request_error', message: `Automation template ${id} not found` },
        ]);
    }
    expect((await api.ask('GET', '/automations/theirs?version=draft', { key: keys.stranger })).statusCode).toBe(200);
  });
});

describe('list', () => {
  const idsOf = (page: { templates: { id: string }[] }) => page.templates.map(({ id }) => id);
  const list = async (query = '') => (await api.ask('GET', `/automations${query}`, { key: keys.production })).json();

  beforeAll(async () => {
    for (let count = 0; count < 25; count++) {
      await put(`listed-${count}`, { name: `draft ${count}` }, keys.production);
      if (count % 5) continue;
      await api.ask('POST', `/automations/listed-${count}/publish`, { key: keys.production });
      await put(`listed-${count}`, { name: `changed ${count}` }, keys.production);
    }
    await put('listed-archived', {}, keys.production);
    await api.ask('POST', '/automations/listed-archived/publish', { key: keys.production });
    await api.ask('DELETE', '/automations/listed-archived', { key: keys.production });
  });

  test('W-14 J-12 the published ones by default: newest first, as they are published, dates in ISO 8601', async () => {
    const page = await list();
    const ids = ['listed-20', 'listed-15', 'listed-10', 'listed-5', 'listed-0'];
    expect(idsOf(page).filter((id) => id.startsWith('listed'))).toEqual(ids);
    const iso = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]{12}Z$/);
    expect(page.templates[0]).toEqual({
      id: 'listed-20',
      name: 'draft 20',
      version: 'published',
      createdAt: iso,
      updatedAt: iso,
    });
    expect(page).not.toHaveProperty('cursor');
  });

  test('J-12 drafts of all of them, 20 a page, each once; a cursor only where more follow', async () => {
    const first = await list('?version=draft');
    expect(first.templates[4]).toMatchObject({ id: 'listed-20', name: 'changed 20', version: 'draft' });
    expect(first.templates).toHaveLength(20);
    const second = await list(`?version=draft&cursor=${first.cursor}`);
    expect(second).not.toHaveProperty('cursor');
    const ids = [...idsOf(first), ...idsOf(second)];
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => id.startsWith('listed'))).toHaveLength(25);
    expect(ids).not.toContain('listed-archived');
  });

  test('J-12 a cursor of the other list, and a version that is none, are a 400', async () => {
    const { cursor } = await list('?version=draft');
    const ask = (query: string) => api.ask('GET', `/automations?${query}`, { key: keys.production });
    expect((await ask(`cursor=${cursor}`)).statusCode).toBe(400);
    expect((await ask('cursor=garbage')).statusCode).toBe(400);
    expect((await ask('version=v1')).json().message).toMatch(/^version: /);
    expect((await ask('version=&cursor=')).statusCode).toBe(200);
  });
});
