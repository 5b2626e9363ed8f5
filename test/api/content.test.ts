import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { type ApiUnderTest, startApi } from '../support/api.ts';

let api: ApiUnderTest;

beforeAll(async () => {
  api = await startApi();
});

afterAll(() => api.close());

const md5 = (text: string) => createHash('md5').update(text).digest('hex');
const text = (content: string, more: object = {}) => ({ type: 'text', content, ...more });

/** A template that holds these elements, published unless told otherwise. */
async function create(elements: object[], state = 'PUBLISHED', more: object = {}): Promise<string> {
  const notification = { name: 'Welcome', content: { version: '2022-01-01', elements, ...more } };
  const answer = await api.ask('POST', '/notifications', { body: { notification, state } });
  expect(answer.statusCode).toBe(201);
  return answer.json().id;
}

const contentOf = async (id: string, version = 'draft') =>
  (await api.ask('GET', `/notifications/${id}/content?version=${version}`)).json();

const put = async (path: string, body: object) => {
  const answer = await api.ask('PUT', `/notifications/${path}`, { body });
  return { status: answer.statusCode, body: answer.json() };
};

const greeting = [
  { id: 'title', type: 'meta', title: 'Hello' },
  { id: 'box', type: 'group', elements: [text('Dear {{name}}', { id: 'dear' })] },
];

describe('reading', () => {
  test('§2.6 content: the published version by default, with checksums; the draft and earlier ones when asked', async () => {
    const id = await create(greeting);
    await put(`${id}/content`, { content: { elements: [text('new', { id: 'new' })] } });
    expect(await contentOf(id, 'published')).toEqual({
      version: '2022-01-01',
      elements: [
        { ...greeting[0], checksum: md5('Hello') },
        {
          ...greeting[1],
          checksum: md5(''),
          elements: [{ ...text('Dear {{name}}'), id: 'dear', checksum: md5('Dear {{name}}') }],
        },
      ],
    });
    expect((await api.ask('GET', `/notifications/${id}/content`)).json()).toEqual(await contentOf(id, 'v001'));
    expect((await contentOf(id)).elements).toEqual([{ ...text('new'), id: 'new', checksum: md5('new') }]);
  });

  test('§2.6 content: what was never published is not found, nor a version that is none', async () => {
    const id = await create(greeting, 'DRAFT');
    const status = async (version: string) =>
      (await api.ask('GET', `/notifications/${id}/content?version=${version}`)).statusCode;
    expect([await status('published'), await status('v001'), await status('latest'), await status('draft')]).toEqual([
      404, 404, 400, 200,
    ]);
  });

  test('§2.6 content: the sugar is shown beside the elements', async () => {
    const body = { notification: { name: 'N', content: { title: 'T', body: 'B' } } };
    const { id } = (await api.ask('POST', '/notifications', { body })).json();
    expect(await contentOf(id)).toEqual({ version: '2022-01-01', title: 'T', body: 'B', elements: [] });
  });
});

describe('replacing all of it', () => {
  test('§2.6 content: the draft is replaced, elements get ids, and what is published stays', async () => {
    const id = await create(greeting);
    const list = { type: 'list', elements: [{ type: 'list-item', elements: [{ type: 'string', content: 'x' }] }] };
    const { status, body } = await put(`${id}/content`, { content: { elements: [text('one'), list] } });
    const given = { id: expect.stringMatching(/^el_/) };
    const elements = [
      { ...given, checksum: md5('one') },
      { ...given, checksum: md5('') },
      { ...given, checksum: md5('x') },
    ];
    expect([status, body]).toEqual([200, { id, version: '2022-01-01', state: 'DRAFT', elements }]);
    expect((await contentOf(id)).elements[0].id).toBe(body.elements[0].id);
    expect((await contentOf(id)).elements[1].elements[0].elements[0]).not.toHaveProperty('id');
    expect((await contentOf(id, 'published')).elements).toHaveLength(2);
    expect((await contentOf(id, 'published')).elements[0].type).toBe('meta');
  });

  test('§2.6 content: with the state PUBLISHED it is published in the same call', async () => {
    const id = await create(greeting);
    const { body } = await put(`${id}/content`, { content: { elements: [text('two')] }, state: 'published' });
    expect(body.state).toBe('PUBLISHED');
    expect(await contentOf(id, 'v002')).toEqual(await contentOf(id));
    const { versions } = (await api.ask('GET', `/notifications/${id}/versions`)).json();
    expect(versions[0]).toMatchObject({ version: 'draft', has_changes: false });
  });

  test('§2.6 content: name, tags and scope of the template stay', async () => {
    const id = await create(greeting, 'DRAFT', { scope: 'strict' });
    await put(`${id}/content`, { content: { elements: [] } });
    expect((await api.ask('GET', `/notifications/${id}?version=draft`)).json()).toMatchObject({
      name: 'Welcome',
      content: { scope: 'strict', elements: [] },
    });
    await put(`${id}/content`, { content: { elements: [], scope: 'default' } });
    expect((await contentOf(id)).scope).toBe('default');
  });

  test.each([
    ['an unknown element', { elements: [{ type: 'hologram' }] }, /^content\.elements\.0\.type: /],
    ['a condition that is none', { elements: [text('x', { if: '(' })] }, /^content\.elements\.0\.if: unexpected end/],
    ['broken Handlebars', { elements: [text('{{')] }, /^content\.elements\.0\.content: is not valid Handlebars/],
    [
      'an id that two have',
      { elements: [text('x', { id: 'a' }), { type: 'group', elements: [text('y', { id: 'a' })] }] },
      /^content\.elements\.1\.elements\.0\.id: is the id of content\.elements\.0 already$/,
    ],
  ])('W-08 content: %s is refused, and the draft stays', async (_, content, message) => {
    const id = await create(greeting);
    const refused = await put(`${id}/content`, { content });
    expect([refused.status, refused.body.message]).toEqual([400, expect.stringMatching(message)]);
    expect((await contentOf(id)).elements).toHaveLength(2);
  });

  test('W-08 templates: ids that two elements have are refused when a template is made, too', async () => {
    const elements = [text('x', { id: 'a' }), text('y', { id: 'a' })];
    const body = { notification: { name: 'N', content: { elements } } };
    const refused = await api.ask('POST', '/notifications', { body });
    expect([refused.statusCode, refused.json().message]).toEqual([
      400,
      'notification.content.elements.1.id: is the id of notification.content.elements.0 already',
    ]);
  });
});

describe('replacing one element', () => {
  test('§2.6 elements: the one with the id, wherever it is, by fields beside the type or in data', async () => {
    const id = await create(greeting);
    const { status, body } = await put(`${id}/elements/dear`, { type: 'text', data: { content: 'Hi' }, if: 'data.x' });
    expect([status, body.state, body.elements.at(-1)]).toEqual([200, 'DRAFT', { id: 'dear', checksum: md5('Hi') }]);
    await put(`${id}/elements/title`, { type: 'meta', title: 'New', state: 'PUBLISHED' });
    const { elements } = await contentOf(id, 'published');
    expect(elements).toMatchObject([
      { id: 'title', title: 'New' },
      { id: 'box', elements: [{ id: 'dear', content: 'Hi', if: 'data.x' }] },
    ]);
    expect(elements[0]).not.toHaveProperty('state');
  });

  test('§2.6 elements: it is replaced as a whole, and new elements inside it get ids', async () => {
    const id = await create([text('a', { id: 'a', color: 'red', locales: { fr: { content: 'b' } } })]);
    await put(`${id}/elements/a`, { type: 'group', elements: [text('inside')] });
    expect((await contentOf(id)).elements).toEqual([
      {
        id: 'a',
        type: 'group',
        checksum: md5(''),
        elements: [{ ...text('inside'), id: expect.stringMatching(/^el_/), checksum: md5('inside') }],
      },
    ]);
  });

  test('W-08 elements: an id that no element has is a 404 that names it; what is wrong is named as in the body', async () => {
    const id = await create(greeting);
    const unknown = await put(`${id}/elements/nobody`, { type: 'divider' });
    expect([unknown.status, unknown.body.message]).toEqual([
      404,
      'Element "nobody" of the notification template not found',
    ]);
    const problems: [object, RegExp][] = [
      [{ type: 'text' }, /^content: is required when there are no elements$/],
      [{ type: 'text', content: '{{' }, /^content: is not valid Handlebars/],
      [{ type: 'text', content: 'x', if: '(' }, /^if: unexpected end/],
      [{ type: 'channel', channel: 'sms', elements: [] }, /^type: "channel" is not an element this place can hold/],
      [{}, /^type: /],
    ];
    for (const [body, message] of problems) {
      const refused = await put(`${id}/elements/dear`, body);
      expect([refused.status, refused.body.message]).toEqual([400, expect.stringMatching(message)]);
    }
  });

  test('W-08 elements: what another element asks for cannot be taken away', async () => {
    const id = await create([text('x', { id: 'a', ref: 'a' }), text('y', { if: 'refs.a.visible' })]);
    const refused = await put(`${id}/elements/a`, { type: 'text', content: 'x' });
    expect([refused.status, refused.body.message]).toEqual([
      400,
      'content.elements.1.if: asks for refs.a, which is the ref of no element before it',
    ]);
  });

  test('§2.6 elements: changes of many elements at once are all kept', async () => {
    const ids = Array.from({ length: 10 }, (_, index) => `e${index}`);
    const id = await create(ids.map((element) => text('old', { id: element })));
    const answers = await Promise.all(
      ids.map((element) => put(`${id}/elements/${element}`, { type: 'text', content: `new ${element}` })),
    );
    expect(answers.map(({ status }) => status)).toEqual(ids.map(() => 200));
    const { elements } = await contentOf(id);
    expect(elements.map(({ content }: { content: string }) => content)).toEqual(ids.map((element) => `new ${element}`));
  });
});

describe('translating', () => {
  test('§2.6 locales: what elements say in a locale, with checksums of its own, and the rest as it was', async () => {
    const id = await create(greeting);
    const elements = [
      { id: 'dear', content: 'Cher {{name}}' },
      { id: 'title', title: 'Bonjour' },
    ];
    const { status, body } = await put(`${id}/locales/fr`, { elements, state: 'PUBLISHED' });
    expect([status, body.state, body.elements[0]]).toEqual([200, 'PUBLISHED', { id: 'title', checksum: md5('Hello') }]);
    await put(`${id}/locales/de`, { elements: [{ id: 'title', title: 'Hallo' }] });
    const [title, box] = (await contentOf(id)).elements;
    expect(title).toEqual({
      ...greeting[0],
      checksum: md5('Hello'),
      locales: {
        fr: { title: 'Bonjour', checksum: md5('Bonjour') },
        de: { title: 'Hallo', checksum: md5('Hallo') },
      },
    });
    expect(box.elements[0].locales).toEqual({ fr: { content: 'Cher {{name}}', checksum: md5('Cher {{name}}') } });
  });

  test('§2.6 locales: elements that are not named keep theirs; one that says nothing has none any more', async () => {
    const id = await create(greeting);
    await put(`${id}/locales/fr`, {
      elements: [
        { id: 'dear', content: 'Cher' },
        { id: 'title', title: 'Bonjour' },
      ],
    });
    await put(`${id}/locales/fr`, { elements: [{ id: 'title' }] });
    const [title, box] = (await contentOf(id)).elements;
    expect([title.locales ?? {}, box.elements[0].locales.fr.content]).toEqual([{}, 'Cher']);
  });

  test('W-08 locales: unknown ids, what is no locale, and templates that cannot be read are named as in the body', async () => {
    const id = await create(greeting);
    const refusals: [string, object, string | RegExp][] = [
      ['fr', [{ id: 'title', title: 'x' }, { id: 'who' }], 'elements.1.id: no element has the id "who"'],
      ['no%20locale', [], 'localeId: must be a locale such as fr or fr-CA'],
      ['fr', [{ id: 'dear', content: '{{' }], /^elements\.0\.content: is not valid Handlebars/],
      [
        'fr',
        [
          { id: 'title', title: 'x' },
          { id: 'dear', content: 7 },
        ],
        /^elements\.1\.content: Invalid input/,
      ],
      ['fr', [{ title: 'x' }], /^elements\.0\.id: /],
    ];
    for (const [locale, elements, message] of refusals) {
      const refused = await put(`${id}/locales/${locale}`, { elements });
      expect([refused.status, refused.body.message]).toEqual([
        400,
        typeof message === 'string' ? message : expect.stringMatching(message),
      ]);
    }
    expect((await contentOf(id)).elements[0]).not.toHaveProperty('locales');
  });
});

describe('going back', () => {
  test('§2.6 rollback: an earlier content is published as a new version, and nothing is forgotten', async () => {
    const id = await create([text('one')]);
    await put(`${id}/content`, { content: { elements: [text('two')] }, state: 'PUBLISHED' });
    await api.ask('POST', `/notifications/${id}/publish`, { body: { version: 'v001' } });
    const said = async (version: string) => (await contentOf(id, version)).elements[0].content;
    expect([await said('published'), await said('v003'), await said('v002'), await said('v001')]).toEqual([
      'one',
      'one',
      'two',
      'one',
    ]);
    expect(await said('draft')).toBe('two');
  });
});

test('W-08 automations: an element that nobody could evaluate is refused with the invoke, and named', async () => {
  const elements = [text('a'), text('b'), { type: 'group', elements: [text('c', { if: 'data.x ==' })] }];
  const step = { action: 'send', message: { to: { email: 'a@example.com' }, content: { elements } } };
  const refused = await api.ask('POST', '/automations/invoke', { body: { automation: { steps: [step] } } });
  expect([refused.statusCode, refused.json().message]).toEqual([
    400,
    'automation.steps.0.message.content.elements.2.elements.0.if: unexpected end at position 10',
  ]);
});
