import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { anInstantLater } from '../support/an-instant-later.ts';

import { type ApiUnderTest, addKey, keys, startApi } from '../support/api.ts';
import { apiInvoke, briefly, createJourney } from '../support/api-journeys.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const NODE_ID = /^[0-9A-HJKMNP-TV-Z]{28}$/;

let api: ApiUnderTest;

beforeAll(async () => {
  api = await startApi();
});

afterAll(() => api.close());

const create = (changes: object = {}) => createJourney(api, changes);
const post = (body: object) => api.ask('POST', '/journeys', { body: { name: 'A journey', nodes: briefly, ...body } });
const put = (id: string, body: object) =>
  api.ask('PUT', `/journeys/${id}`, { body: { name: 'A journey', nodes: briefly, ...body } });
const publish = (id: string, body?: object) => api.ask('POST', `/journeys/${id}/publish`, { body });
const read = (id: string, version = 'published') => api.ask('GET', `/journeys/${id}?version=${version}`);

/** The name that a version has, or the status of the refusal. */
const nameOf = async (id: string, version?: string) => {
  const answer = await read(id, version);
  return answer.statusCode === 200 ? answer.json().name : answer.statusCode;
};

const template = async (changes: object = {}) => {
  const notification = { name: 'N', tags: [], content: { title: 'T', body: 'B' }, ...changes };
  return (await api.ask('POST', '/notifications', { body: { notification, state: 'PUBLISHED' } })).json().id as string;
};

const send = (name: string) => ({ type: 'send', message: { template: name } });

async function strictly(work: () => Promise<void>): Promise<void> {
  await api.ask('PATCH', '/workspace', { body: { flags: { 'journeys.strict': true } } });
  try {
    await work();
  } finally {
    await api.ask('PATCH', '/workspace', { body: { flags: { 'journeys.strict': null } } });
  }
}

describe('create', () => {
  test('J-01 a journey is made as a draft, shown with every field', async () => {
    const answer = await post({ cancelation_token: 'order-{{data.order_id}}', alias: 'shown' });
    expect([answer.statusCode, answer.json()]).toEqual([
      201,
      {
        id: expect.stringMatching(UUID),
        name: 'A journey',
        alias: 'shown',
        state: 'DRAFT',
        enabled: true,
        cancelation_token: 'order-{{data.order_id}}',
        nodes: briefly.map((node) => ({ ...node, id: expect.stringMatching(NODE_ID) })),
        created: expect.any(Number),
        creator: keys.test,
        updated: null,
        updater: null,
        published: null,
      },
    ]);
    expect((await read(answer.json().id, 'draft')).json()).toEqual(answer.json());
  });

  test('J-01 W-13 nulls are absent, unknown fields are ignored; enabled and state are taken', async () => {
    const made = await create({ enabled: null, state: null, cancelation_token: null, alias: null, unknown: 1 });
    expect(made).toMatchObject({ enabled: true, state: 'DRAFT', cancelation_token: null });
    const published = await create({ enabled: false, state: 'PUBLISHED' });
    expect(published).toMatchObject({ enabled: false, state: 'PUBLISHED', version: 'v1' });
    expect(published.published).toEqual(expect.any(Number));
  });

  test.each([
    [{ name: '' }, 'name: '],
    [{ name: null }, 'name: '],
    [{ nodes: [] }, 'nodes: needs at least one node'],
    [{ nodes: 'all' }, 'nodes: '],
    [{ enabled: 'yes' }, 'enabled: '],
    [{ state: 'LIVE' }, 'state: '],
    [{ cancelation_token: 7 }, 'cancelation_token: '],
    [{ alias: 'runs' }, 'alias: is a reserved name'],
  ])('J-01 %j is a 400 that names the field', async (changes, problem) => {
    const answer = await post(changes);
    expect([answer.statusCode, answer.json()]).toEqual([
      400,
      { type: 'invalid_request_error', message: expect.stringContaining(problem) },
    ]);
  });

  test('J-02 ids of the client are kept where they are well formed, and made where they are missing', async () => {
    const { nodes } = await create({ nodes: [{ ...apiInvoke, id: 'trigger-1' }, { type: 'exit' }] });
    expect(nodes.map(({ id }: { id: string }) => id)).toEqual(['trigger-1', expect.stringMatching(NODE_ID)]);
  });

  test.each([
    [
      [
        { ...apiInvoke, id: 'a' },
        { type: 'exit', id: 'a' },
      ],
      'nodes.1.id: is the id of nodes.0 already',
    ],
    [[{ ...apiInvoke, id: 'a b' }], 'nodes.0.id: must be 1 to 64 letters'],
    [[{ ...apiInvoke, id: 'x'.repeat(65) }], 'nodes.0.id: must be 1 to 64 letters'],
  ])('J-02 W-08 %j is a 400', async (nodes, problem) => {
    const answer = await post({ nodes });
    expect([answer.statusCode, answer.json().message]).toEqual([400, expect.stringContaining(problem)]);
  });

  test('J-02 J-04 a strict workspace makes all ids itself', async () => {
    await strictly(async () => {
      const answer = await post({ nodes: [{ ...apiInvoke, id: 'trigger-1' }] });
      const message = 'client-supplied node ids are not allowed; ids are server-generated';
      expect([answer.statusCode, answer.json()]).toEqual([400, { type: 'invalid_request_error', message }]);
      expect((await post({})).statusCode).toBe(201);
    });
  });

  test('J-03 a send is taken when its template is there, by id or alias, and refused when it is not', async () => {
    const id = await template({ alias: 'there' });
    expect((await post({ nodes: [apiInvoke, send(id), send('there')] })).statusCode).toBe(201);
    await api.ask('DELETE', `/notifications/${id}`);
    const answer = await post({ nodes: [{ ...apiInvoke }, { ...send('there'), id: 's1' }, { ...send(id), id: 's2' }] });
    expect([answer.statusCode, answer.json()]).toEqual([
      422,
      {
        type: 'validation_error',
        message: `nodes.1.message.template: the template there of node s1 does not exist; nodes.2.message.template: the template ${id} of node s2 is archived`,
      },
    ]);
  });

  test('J-03 J-04 a strict workspace takes no send at creation', async () => {
    const id = await template();
    await strictly(async () => {
      const answer = await post({ nodes: [apiInvoke, send(id)] });
      const message =
        'send nodes are not allowed at journey creation; create the journey, then create notification templates scoped to it, then PUT to wire the send nodes';
      expect([answer.statusCode, answer.json()]).toEqual([422, { type: 'validation_error', message }]);
    });
  });

  test.each([
    [[{ type: 'exit' }], 'nodes: needs at least one trigger'],
    [[{ type: 'exit' }, apiInvoke], 'nodes.0: must be a trigger'],
    [
      [
        apiInvoke,
        { type: 'branch', paths: [{ conditions: ['data.a', 'exists'], nodes: [apiInvoke] }], default: { nodes: [] } },
      ],
      'nodes.1.paths.0.nodes.0: a trigger can only stand at the top level',
    ],
  ])('J-05 W-08 %j is a 400', async (nodes, problem) => {
    const answer = await post({ nodes });
    expect([answer.statusCode, answer.json().message]).toEqual([400, expect.stringContaining(problem)]);
  });

  test('J-06 every node comes back with an id, within paths and default too', async () => {
    const paths = [{ conditions: ['data.vip', 'exists'], nodes: [{ type: 'exit' }], label: 'vip' }];
    const fallback = { nodes: [{ type: 'delay', mode: 'duration', duration: 'PT1H' }] };
    const { nodes } = await create({ nodes: [apiInvoke, { type: 'branch', paths, default: fallback }] });
    const id = expect.stringMatching(NODE_ID);
    expect(nodes[1]).toEqual({
      id,
      type: 'branch',
      paths: [{ ...paths[0], nodes: [{ type: 'exit', id }] }],
      default: { nodes: [{ ...fallback.nodes[0], id }] },
    });
  });

  test('N-11 an invalid JSON Schema in a trigger is a 400', async () => {
    const answer = await post({ nodes: [{ ...apiInvoke, schema: { type: 'strng' } }] });
    expect([answer.statusCode, answer.json().message]).toEqual([400, expect.stringContaining('nodes.0.schema: ')]);
    const ahead = await post({ nodes: [{ ...apiInvoke, schema: { properties: { a: { pattern: '^(?=a)' } } } }] });
    const reason = 'nodes.0.schema: the pattern ^(?=a) holds what is not supported: it looks ahead or behind';
    expect([ahead.statusCode, ahead.json().message]).toEqual([400, expect.stringContaining(reason)]);
  });

  test.each([{ type: 'strng' }, { properties: { a: { $ref: 'https://example.com/a.json' } } }, { pattern: '^(?=a)' }])(
    'N-36 W-08 the response_schema %j of a fetch is a 400 that names it, wherever the node stands',
    async (schema) => {
      const fetch = { type: 'fetch', method: 'get', url: 'https://example.com/', merge_strategy: 'overwrite' };
      const asking = { ...fetch, response_schema: schema };
      const paths = [{ conditions: ['data.a', 'exists'], nodes: [asking] }];
      const { id } = await create({ nodes: [apiInvoke, { ...fetch, response_schema: { type: 'object' } }] });
      const nodes = [apiInvoke, asking, { type: 'branch', paths, default: { nodes: [] } }];
      for (const answer of [await post({ nodes }), await put(id, { nodes })]) {
        const { message } = answer.json();
        expect([answer.statusCode, message]).toEqual([400, expect.stringContaining('nodes.1.response_schema: ')]);
        expect(message).toContain('nodes.2.paths.0.nodes.0.response_schema: ');
      }
    },
  );

  test('N-20 W-08 conditions that cannot be read are named by their path', async () => {
    const paths = [{ conditions: [['data.a', 'exists']], nodes: [] }];
    const answer = await post({ nodes: [apiInvoke, { type: 'branch', paths, default: { nodes: [] } }] });
    const problem = 'nodes.1.paths.0.conditions';
    expect([answer.statusCode, answer.json().message]).toEqual([400, expect.stringContaining(problem)]);
  });

  test('N-56 C-08 an experiment in a message comes back on its node, with an id', async () => {
    const id = await template();
    const variants = [1, 2].map((n) => ({ id: `v${n}`, template: id, weight: n }));
    const message = { experiment: { bucketingKey: '{{data.key}}', variants } };
    const { nodes } = await create({ nodes: [apiInvoke, { type: 'send', message }] });
    const shown = variants.map(({ template: templateId, ...variant }) => ({ ...variant, templateId }));
    expect(nodes[1]).toMatchObject({
      message: {},
      experiment: { id: expect.stringMatching(/^exp_/), bucketingKey: '{{data.key}}', variants: shown },
    });
  });
});

describe('replace', () => {
  test('J-07 the draft is replaced as a whole, ids are kept and made; what is published stays in force', async () => {
    const { id, nodes } = await create({ name: 'First', state: 'PUBLISHED' });
    const written = [nodes[0], { type: 'delay', mode: 'duration', duration: '1 day' }];
    const answer = await put(id, { name: 'Second', nodes: written });
    expect(answer.json()).toMatchObject({ state: 'DRAFT', name: 'Second', updater: keys.test });
    expect(answer.json().nodes).toEqual([nodes[0], { ...written[1], id: expect.stringMatching(NODE_ID) }]);
    expect([await nameOf(id), await nameOf(id, 'draft')]).toEqual(['First', 'Second']);
  });

  test('J-07 ids that are there twice are a 400, those of another journey a 422 that names the places', async () => {
    await create({
      nodes: [
        { ...apiInvoke, id: 'claimed-1' },
        { type: 'exit', id: 'claimed-2' },
      ],
    });
    const { id } = await create();
    const twice = [apiInvoke, { type: 'exit', id: 'twice' }, { type: 'exit', id: 'twice' }];
    expect((await put(id, { nodes: twice })).statusCode).toBe(400);
    const answer = await put(id, {
      nodes: [
        { ...apiInvoke, id: 'claimed-1' },
        { type: 'exit', id: 'free' },
      ],
    });
    expect([answer.statusCode, answer.json()]).toEqual([
      422,
      { type: 'validation_error', message: 'nodes.0.id: claimed-1 is the id of a node of another journey' },
    ]);
  });

  test('J-07 ids that a journey was made with stay its own, and those of an archived one are free', async () => {
    const nodes = [
      { ...apiInvoke, id: 'example-1' },
      { type: 'exit', id: 'example-2' },
    ];
    const first = await create({ nodes });
    const { id } = await create({ nodes });
    expect((await put(id, { nodes })).statusCode).toBe(200);
    await api.ask('DELETE', `/journeys/${first.id}`);
    await api.ask('DELETE', `/journeys/${id}`);
    const third = await create();
    expect((await put(third.id, { nodes })).statusCode).toBe(200);
  });

  test('J-07 ids of what is in force are claimed too, also when the draft has them no more', async () => {
    const live = { ...apiInvoke, id: 'live-1' };
    const first = await create();
    await put(first.id, { nodes: [live, { type: 'exit' }], state: 'PUBLISHED' });
    await put(first.id, { nodes: briefly });
    const { id } = await create();
    const answer = await put(id, { nodes: [live, { type: 'exit' }] });
    expect([answer.statusCode, answer.json().message]).toEqual([422, expect.stringContaining('nodes.0.id: live-1')]);
    await put(first.id, { nodes: briefly, state: 'PUBLISHED' });
    await put(first.id, { nodes: briefly });
    expect((await put(id, { nodes: [live, { type: 'exit' }] })).statusCode).toBe(200);
    expect((await publish(first.id, { version: 'v1' })).statusCode).toBe(200);
  });

  test('J-07 W-22 the other half of the workspace has its own ids', async () => {
    const nodes = [{ ...apiInvoke, id: 'of-production' }, { type: 'exit' }];
    const { id } = await createJourney(api, { nodes }, keys.production);
    expect((await put((await create()).id, { nodes })).statusCode).toBe(200);
    await api.ask('DELETE', `/journeys/${id}`, { key: keys.production });
  });

  test('§2.2 a PUT tells when it was, and of a draft when what is in force was published', async () => {
    const { id, published } = await create({ state: 'PUBLISHED' });
    const before = Date.now() - 1;
    const answer = (await put(id, {})).json();
    expect(answer).toMatchObject({ state: 'DRAFT', published });
    expect(answer.updated).toBeGreaterThanOrEqual(before);
    expect((await read(id, 'draft')).json()).toMatchObject({ published, updated: answer.updated });
  });

  test('J-08 every template must be there: of the journey, or of the workspace unless it is strict', async () => {
    const { id } = await create();
    const [own, other] = [id, (await create()).id].map((journey) =>
      api.ask('POST', `/journeys/${journey}/templates`, {
        body: { channel: 'email', notification: { name: 'N', tags: [], content: { title: 'T', body: 'B' } } },
      }),
    );
    const ids = { own: (await own)?.json().id, other: (await other)?.json().id, workspace: await template() };
    const status = async (name: string) => (await put(id, { nodes: [apiInvoke, send(name)] })).statusCode;
    expect([await status(ids.own), await status(ids.workspace), await status(ids.other)]).toEqual([200, 200, 422]);
    const variants = [ids.own, 'nowhere'].map((templateId, n) => ({ id: `v${n}`, templateId, weight: 1 }));
    const experiment = { bucketingKey: 'k', variants };
    const refused = await put(id, { nodes: [apiInvoke, { type: 'send', message: {}, experiment }] });
    expect([refused.statusCode, refused.json().message]).toEqual([
      422,
      expect.stringContaining('nodes.1.experiment.variants.1.templateId: the template nowhere'),
    ]);
    await strictly(async () => {
      expect([await status(ids.own), await status(ids.workspace)]).toEqual([200, 422]);
    });
  });

  test('J-09 with the state PUBLISHED it is in force by the same call', async () => {
    const { id } = await create();
    const answer = await put(id, { name: 'Live', state: 'PUBLISHED' });
    expect(answer.json()).toMatchObject({ name: 'Live', state: 'PUBLISHED', version: 'v1' });
    expect(await nameOf(id)).toBe('Live');
  });

  test('J-09 a token and enabled that are absent stay, a value takes their place, empty text is no token', async () => {
    const { id } = await create({ cancelation_token: 'a', enabled: false, alias: 'kept' });
    expect((await put(id, {})).json()).toMatchObject({ cancelation_token: 'a', enabled: false, alias: 'kept' });
    const changed = await put(id, { cancelation_token: 'b', enabled: true, alias: 'changed' });
    expect(changed.json()).toMatchObject({ cancelation_token: 'b', enabled: true, alias: 'changed' });
    const removed = (await put(id, { cancelation_token: '', alias: null })).json();
    expect(removed.cancelation_token).toBeNull();
    expect(removed).not.toHaveProperty('alias');
  });

  test('J-01 W-04 an alias that another journey has is a 409 that no SDK repeats', async () => {
    const { id } = await create({ alias: 'wanted' });
    for (const answer of [await post({ alias: 'wanted' }), await put((await create()).id, { alias: 'wanted' })]) {
      expect([answer.statusCode, answer.headers['x-should-retry']]).toEqual([409, 'false']);
    }
    expect((await put(id, { alias: 'wanted' })).statusCode).toBe(200);
    expect(await nameOf('wanted', 'draft')).toBe('A journey');
    expect(
      (await api.ask('POST', '/journeys', { body: { name: 'N', nodes: briefly, alias: 'wanted' }, key: keys.stranger }))
        .statusCode,
    ).toBe(201);
  });

  test('J-10 enabled needs no publish', async () => {
    const { id } = await create({ state: 'PUBLISHED' });
    await put(id, { enabled: false });
    expect((await read(id)).json()).toMatchObject({ state: 'PUBLISHED', version: 'v1', enabled: false });
  });
});

describe('read', () => {
  test('J-11 published by default, the draft, or a version by its name', async () => {
    const { id } = await create({ name: 'One', state: 'PUBLISHED' });
    await put(id, { name: 'Two', state: 'PUBLISHED' });
    await put(id, { name: 'Three' });
    const names = [await nameOf(id), await nameOf(id, 'draft'), await nameOf(id, 'v1'), await nameOf(id, 'v2')];
    expect(names).toEqual(['Two', 'Three', 'One', 'Two']);
    expect((await api.ask('GET', `/journeys/${id}`)).json()).toMatchObject({ name: 'Two', state: 'PUBLISHED' });
    expect((await read(id, 'v1')).json()).toMatchObject({ state: 'PUBLISHED', version: 'v1' });
  });

  test('J-11 what was never published, no version, or no version at all', async () => {
    const { id } = await create();
    expect([await nameOf(id), await nameOf(id, 'v1'), await nameOf('nothing', 'draft')]).toEqual([404, 404, 404]);
    expect([await nameOf(id, 'latest'), await nameOf(id, 'v')]).toEqual([400, 400]);
    expect([await nameOf(id, 'v9999999999'), await nameOf(id, `v${'9'.repeat(400)}`)]).toEqual([404, 404]);
  });

  test('J-12 lists: published ones or all drafts, newest first, 20 a page, archived never', async () => {
    const ask = async (query: string) => (await api.ask('GET', `/journeys?${query}`, { key: keys.production })).json();
    const ids: string[] = [];
    for (let count = 0; count < 23; count++) {
      const state = count < 21 ? 'PUBLISHED' : 'DRAFT';
      ids.unshift((await createJourney(api, { name: `J${count}`, state }, keys.production)).id);
      await anInstantLater();
    }
    await api.ask('DELETE', `/journeys/${ids.pop()}`, { key: keys.production });
    const drafts = await ask('version=draft');
    expect(drafts.templates.map(({ id }: { id: string }) => id)).toEqual(ids.slice(0, 20));
    expect(drafts.templates[0]).toEqual({
      id: ids[0],
      name: 'J22',
      version: 'draft',
      createdAt: expect.stringMatching(/^\d{4}-.*Z$/),
    });
    const rest = await ask(`version=draft&cursor=${drafts.cursor}`);
    expect(rest.templates.map(({ id }: { id: string }) => id)).toEqual(ids.slice(20));
    expect(rest).not.toHaveProperty('cursor');
    const published = await ask('');
    expect(published.templates.map(({ id }: { id: string }) => id)).toEqual(ids.slice(2));
    expect(published.templates[0]).toMatchObject({ version: 'published', updatedAt: expect.any(String) });
    // A full page, and the last one.
    expect([published.templates.length, published.cursor]).toEqual([20, undefined]);
    expect((await api.ask('GET', '/journeys?version=v1')).statusCode).toBe(400);
    expect((await api.ask('GET', `/journeys?cursor=${drafts.cursor}`)).statusCode).toBe(400);
  });
});

describe('archive', () => {
  test('J-13 it is gone for everybody who asks; a second time it is archived still', async () => {
    const { id } = await create({ state: 'PUBLISHED', alias: 'retired' });
    const archive = async (name: string) => (await api.ask('DELETE', `/journeys/${name}`)).statusCode;
    expect([await archive(id), await archive(id), await archive('nothing')]).toEqual([204, 204, 404]);
    const statuses = [
      await read(id),
      await put(id, {}),
      await publish(id),
      await api.ask('GET', `/journeys/${id}/versions`),
    ];
    expect(statuses.map(({ statusCode }) => statusCode)).toEqual([404, 404, 404, 404]);
    expect((await post({ alias: 'retired' })).statusCode).toBe(201);
  });
});

describe('publish', () => {
  test('J-14 the draft becomes the next version, each time, changed or not', async () => {
    const { id } = await create({ name: 'One' });
    const first = await publish(id);
    expect([first.statusCode, first.json()]).toEqual([
      200,
      expect.objectContaining({ name: 'One', version: 'v1', state: 'PUBLISHED' }),
    ]);
    expect((await publish(id, {})).json().version).toBe('v2');
    expect((await publish('nothing')).statusCode).toBe(404);
  });

  test('J-14 publishing at once gives every call a version of its own', async () => {
    const { id } = await create();
    const answers = await Promise.all(Array.from({ length: 8 }, () => publish(id)));
    const versions = answers.map((answer) => answer.statusCode);
    expect(versions).toEqual(Array(8).fill(200));
    const { results } = (await api.ask('GET', `/journeys/${id}/versions`)).json();
    expect(results.map(({ version }: { version: string }) => version)).toEqual([
      'v8',
      'v7',
      'v6',
      'v5',
      'v4',
      'v3',
      'v2',
      'v1',
    ]);
  });

  test('J-15 an earlier version comes back as a new one, and the draft stays', async () => {
    const { id } = await create({ name: 'One', state: 'PUBLISHED' });
    await put(id, { name: 'Two', state: 'PUBLISHED' });
    await put(id, { name: 'Three' });
    expect((await publish(id, { version: 'v1' })).json()).toMatchObject({ name: 'One', version: 'v3' });
    expect([await nameOf(id), await nameOf(id, 'draft'), await nameOf(id, 'v2')]).toEqual(['One', 'Three', 'Two']);
    for (const version of ['v9', 'v9999999999']) expect((await publish(id, { version })).statusCode).toBe(404);
    for (const version of ['1', 'v', 'v1x', 7]) expect((await publish(id, { version })).statusCode).toBe(400);
  });

  test('J-16 drafts of its templates are published with it, and only what changed; not by a rollback', async () => {
    const { id } = await create();
    const content = (body: string) => ({ name: 'N', tags: [], content: { title: 'T', body } });
    const path = `/journeys/${id}/templates`;
    const made = await api.ask('POST', path, { body: { channel: 'email', notification: content('first') } });
    const one = `${path}/${made.json().id}`;
    const body = async () => (await api.ask('GET', one)).json().content?.body;
    const versions = async () => (await api.ask('GET', `${one}/versions`)).json().versions.length;
    expect(await body()).toBeUndefined();
    await publish(id);
    expect([await body(), await versions()]).toEqual(['first', 2]);
    await publish(id);
    expect(await versions()).toBe(2);
    await api.ask('PUT', one, { body: { notification: content('second') } });
    await publish(id, { version: 'v1' });
    expect(await body()).toBe('first');
    await put(id, { state: 'PUBLISHED' });
    expect([await body(), await versions()]).toEqual(['second', 3]);
  });

  test('J-16 drafts of the templates of other journeys, and archived ones, are left alone', async () => {
    const [one, other] = [await create(), await create()];
    const notification = { name: 'N', tags: [], content: { title: 'T', body: 'B' } };
    const made = async (id: string) => {
      const answer = await api.ask('POST', `/journeys/${id}/templates`, { body: { channel: 'email', notification } });
      return answer.json().id as string;
    };
    const [own, stranger, archived] = [await made(one.id), await made(other.id), await made(one.id)];
    await api.ask('DELETE', `/journeys/${one.id}/templates/${archived}`);
    await publish(one.id);
    const rows = await api.database.prisma.template.findMany({ where: { id: { in: [own, stranger, archived] } } });
    const versionOf = (id: string) => rows.find((row) => row.id === id)?.publishedVersion;
    expect([own, stranger, archived].map(versionOf)).toEqual([1, null, null]);
  });

  test('J-08 W-07 a template that was archived since is a 422', async () => {
    const name = await template();
    const { id } = await create({ nodes: [apiInvoke, send(name)], state: 'PUBLISHED' });
    await api.ask('DELETE', `/notifications/${name}`);
    for (const body of [undefined, { version: 'v1' }]) {
      const answer = await publish(id, body);
      expect([answer.statusCode, answer.json().type]).toEqual([422, 'validation_error']);
    }
  });

  test('J-18 a version is by whoever published it', async () => {
    await addKey(api.database, 'pk_test_publisher');
    const { id } = await create();
    await api.ask('POST', `/journeys/${id}/publish`, { key: 'pk_test_publisher' });
    const { results } = (await api.ask('GET', `/journeys/${id}/versions`)).json();
    expect(results[0].creator).toBe('pk_test_publisher');
    expect((await read(id)).json().creator).toBe(keys.test);
  });

  test('J-18 versions: newest first, published ones only, by pages', async () => {
    const { id } = await create({ name: 'V' });
    expect((await api.ask('GET', `/journeys/${id}/versions`)).json()).toEqual({ results: [], paging: { more: false } });
    for (let count = 0; count < 22; count++) await publish(id);
    const first = (await api.ask('GET', `/journeys/${id}/versions`)).json();
    expect(first.results[0]).toEqual({
      version: 'v22',
      name: 'V',
      creator: keys.test,
      created: expect.any(Number),
      published: expect.any(Number),
    });
    expect([first.results.length, first.paging]).toEqual([20, { more: true, cursor: 'v3' }]);
    const rest = (await api.ask('GET', `/journeys/${id}/versions?cursor=v3`)).json();
    expect(rest.results.map(({ version }: { version: string }) => version)).toEqual(['v2', 'v1']);
  });
});

describe('strangers', () => {
  test('W-24 every route of a journey is a 404 to them, as if it never was', async () => {
    const { id } = await create({ state: 'PUBLISHED' });
    const made = await api.ask('POST', `/journeys/${id}/templates`, {
      body: {
        channel: 'email',
        notification: { name: 'N', tags: [], content: { title: 'T', body: 'B' } },
        state: 'PUBLISHED',
      },
    });
    const inside = `/templates/${made.json().id}`;
    const notification = { name: 'N', tags: [], content: { title: 'T', body: 'B' } };
    const calls: ['GET' | 'POST' | 'PUT' | 'DELETE', string, unknown?][] = [
      ['GET', ''],
      ['GET', '?version=draft'],
      ['GET', '?version=v1'],
      ['PUT', '', { name: 'N', nodes: briefly }],
      ['POST', '/publish'],
      ['POST', '/publish', { version: 'v1' }],
      ['GET', '/versions'],
      ['POST', '/invoke', { user_id: 'ada' }],
      ['GET', '/invoke-curl'],
      ['GET', '/templates'],
      ['POST', '/templates', { channel: 'email', notification }],
      ['GET', inside],
      ['PUT', inside, { notification }],
      ['POST', `${inside}/publish`],
      ['POST', `${inside}/publish`, { version: 'v1' }],
      ['GET', `${inside}/versions`],
      ['GET', `${inside}/content`],
      ['PUT', `${inside}/content`, { content: notification.content }],
      ['PUT', `${inside}/locales/fr`, { elements: [] }],
      ['DELETE', inside],
      ['DELETE', ''],
    ];
    const none = 'no-such-id';
    for (const [method, path, body] of calls) {
      const foreign = await api.ask(method, `/journeys/${id}${path}`, { key: keys.stranger, body });
      const unknown = await api.ask(method, `/journeys/${none}${path}`, { key: keys.stranger, body });
      expect([path, foreign.statusCode, foreign.body.replaceAll(id, none)]).toEqual([path, 404, unknown.body]);
    }
    expect(await nameOf(id)).toBe('A journey');
  });
});
