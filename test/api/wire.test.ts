import { connect } from 'node:net';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';

import Courier from '@trycourier/courier';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { Database } from '../../platform/database/database.ts';
import { type ApiUnderTest, keys, startApi } from '../support/api.ts';

const automation = { steps: [{ action: 'send', template: 'welcome' }] };
const json = { 'content-type': 'application/json' };
const template = {
  name: 'Welcome',
  tags: [],
  brand: null,
  subscription: null,
  routing: null,
  content: { version: '2022-01-01', elements: [{ type: 'text', content: 'Hello' }] },
};

let api: ApiUnderTest;

beforeAll(async () => {
  api = await startApi();
});

afterAll(() => api.close());

test('W-01 base url: the published SDK works when pointed here', async () => {
  await api.app.listen(0, '127.0.0.1');
  const courier = new Courier({ apiKey: keys.test, baseURL: await api.app.getUrl(), maxRetries: 0 });
  const { runId } = await courier.automations.invoke.invokeAdHoc({ automation: { steps: [{ action: 'delay' }] } });
  await expect(courier.profiles.retrieve('nobody')).rejects.toThrow('404');
  expect(api.workflows.started.map(({ id }) => id)).toContain(runId);
});

test('W-02 authorization: Bearer in any letter case, nothing else', async () => {
  const withHeader = (authorization: string) => api.ask('GET', '/workspace', { headers: { authorization } });
  expect((await withHeader(`Bearer ${keys.test}`)).statusCode).toBe(200);
  expect((await withHeader(`bearer ${keys.test}`)).statusCode).toBe(200);
  const basic = `Basic ${Buffer.from(`mail@x.io:${keys.test}`).toString('base64')}`;
  expect((await withHeader(basic)).statusCode).toBe(401);
  expect((await withHeader(keys.test)).statusCode).toBe(401);
});

test('W-03 retries: with PostgreSQL away every call is a 503 that says when to ask again', async () => {
  const database = new Database({ databaseUrl: 'postgresql://nobody@127.0.0.1:1/none' });
  const away = await startApi({ database });
  const answers = await Promise.all([
    away.ask('GET', '/workspace'),
    away.ask('POST', '/automations/invoke', { body: { automation } }),
    away.ask('GET', '/automations/runs'),
  ]);
  for (const answer of answers) {
    expect(answer.statusCode).toBe(503);
    expect(answer.json()).toEqual({ type: 'api_error', message: 'The database cannot be reached' });
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
  }
  expect(away.workflows.started).toEqual([]);
  await away.close();
});

test('W-04 retries: a 409 that no retry can mend says so', async () => {
  const body = { notification: { ...template, alias: 'once' } };
  expect((await api.ask('POST', '/notifications', { body })).statusCode).toBe(201);
  const again = await api.ask('POST', '/notifications', { body });
  expect([again.statusCode, again.headers['x-should-retry']]).toEqual([409, 'false']);
  expect(again.json().message).toContain('once');
});

test('W-05 idempotency: the same request without a key is two requests', async () => {
  const invoke = () => api.ask('POST', '/automations/invoke', { body: { automation, recipient: 'ada' } });
  const [first, second] = [await invoke(), await invoke()];
  expect(first.json().runId).not.toBe(second.json().runId);
});

const refusals: [string, () => Promise<{ statusCode: number; json(): unknown }>, number, string][] = [
  ['bad json', () => api.ask('POST', '/profiles/a', { body: '{', headers: json }), 400, 'invalid_request_error'],
  ['bad body', () => api.ask('POST', '/profiles/a', { body: {} }), 400, 'invalid_request_error'],
  ['bad path', () => api.ask('GET', '/profiles/%E0%A4%A'), 400, 'invalid_request_error'],
  ['no key', () => api.ask('GET', '/workspace', { headers: { authorization: '' } }), 401, 'authentication_error'],
  ['unknown object', () => api.ask('GET', '/messages/none'), 404, 'invalid_request_error'],
  ['unknown endpoint', () => api.ask('GET', '/none'), 404, 'invalid_request_error'],
  ['unknown method', () => api.ask('DELETE', '/workspace'), 404, 'invalid_request_error'],
];

test.each(refusals)('W-06 W-07 errors: %s is exactly a type and a message', async (_, ask, status, type) => {
  const answer = await ask();
  expect(answer.statusCode).toBe(status);
  expect(answer.json()).toEqual({ type, message: expect.stringMatching(/./) });
});

const brokenContent = { title: 'x', body: '{{#if a}}' };

test.each([
  ['an unknown action', { action: 'hologram' }, 'automation.steps.0.action'],
  ['a reserved ref', { action: 'delay', duration: '1 hour', ref: 'data' }, 'automation.steps.0.ref'],
  ['a bad duration', { action: 'delay', duration: 'soonish' }, 'automation.steps.0.duration'],
  [
    'content that nobody could render',
    { action: 'send', message: { content: brokenContent } },
    'automation.steps.0.message.content',
  ],
])('W-08 problems: %s does not hide those of other steps', async (_, first, path) => {
  const others = [
    { action: 'delay', duration: 'later' },
    { action: 'send', message: { to: { email: 'a@x.io' }, content: brokenContent } },
  ];
  const body = { automation: { steps: [first, ...others] } };
  const answer = await api.ask('POST', '/automations/invoke', { body });
  const named = answer
    .json()
    .message.split('; ')
    .map((problem: string) => problem.split(': ')[0]);
  expect(answer.statusCode).toBe(400);
  expect(named).toEqual([
    expect.stringContaining(path),
    'automation.steps.1.duration',
    expect.stringContaining('automation.steps.2.message.content'),
  ]);
});

test.each([null, [], 'text', { automation: null }, { automation: { steps: 'none' } }])(
  'W-08 problems: the body %j is refused by its shape alone',
  async (body) => {
    const answer = await api.ask('POST', '/automations/invoke', {
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    });
    expect(answer.statusCode).toBe(400);
  },
);

test('W-08 problems: every field is named with its path, all at once', async () => {
  const body = { notification: { ...template, name: 7, content: { elements: [{ type: 'nonsense' }] } } };
  const { message } = (await api.ask('POST', '/notifications', { body })).json();
  expect(message).toMatch(/(^|; )notification\.name: /);
  expect(message).toMatch(/(^|; )notification\.content\.elements\.0\.type: /);
});

test('W-09 answers: 204 is empty, everything else is JSON', async () => {
  const empty = await api.ask('DELETE', '/profiles/nobody');
  expect([empty.statusCode, empty.body, empty.headers['content-type']]).toEqual([204, '', undefined]);
  const full = await api.ask('GET', '/workspace');
  expect(full.headers['content-type']).toMatch(/^application\/json/);
});

describe('bodies', () => {
  let published: string;

  beforeAll(async () => {
    published = `/notifications/${(await api.ask('POST', '/notifications', { body: { notification: template } })).json().id}/publish`;
  });

  test.each([
    ['application/json', { body: '', headers: json }],
    ['application/json with a charset', { body: '', headers: { 'content-type': 'application/json; charset=utf-8' } }],
    ['no content type', {}],
    ['another type', { body: '', headers: { 'content-type': 'text/plain' } }],
    ['a malformed type', { body: '', headers: { 'content-type': 'nonsense;;' } }],
    ['an empty object', { body: {} }],
  ])('W-10 bodies: zero bytes are no body with %s', async (_, options) => {
    expect((await api.ask('POST', published, options)).statusCode).toBe(204);
  });

  test('W-10 bodies: DELETE may say that it has JSON and have none', async () => {
    expect((await api.ask('DELETE', '/profiles/nobody', { body: '', headers: json })).statusCode).toBe(204);
  });

  test.each([
    ['broken JSON', { body: '{"profile":', headers: json }, 'not valid JSON'],
    ['JSON of another type', { body: '{}', headers: { 'content-type': 'text/plain' } }, 'application/json'],
    ['bytes that are no UTF-8', { body: Buffer.from([0x22, 0xff, 0x22]), headers: json }, 'not valid JSON'],
    ['no body where one is needed', {}, 'body: '],
  ])('W-10 bodies: %s is a 400 with the reason', async (_, options, reason) => {
    const answer = await api.ask('POST', '/profiles/ada', options);
    expect([answer.statusCode, answer.json().message]).toEqual([400, expect.stringContaining(reason)]);
  });
});

test('W-12 paths: ids arrive as they were, a slash included', async () => {
  const long = 'x'.repeat(400);
  for (const id of ['a@b.c', 'a%2Fb', 'a:b', 'caf%C3%A9', '100%25', long]) {
    const body = { profile: { is: id } };
    expect((await api.ask('PUT', `/profiles/${id}`, { body })).statusCode).toBe(200);
    expect((await api.ask('GET', `/profiles/${id}`)).json()).toEqual({ profile: { is: id } });
  }
  const stored = await api.database.prisma.profile.findMany({ select: { userId: true } });
  expect(stored.map(({ userId }) => userId)).toEqual(expect.arrayContaining(['a/b', 'café', '100%', long]));
});

test.each(['%', '%zz', '%E0%A4%A', '%00', 'a%00b'])('W-12 paths: %s is a 400, never a 500', async (id) => {
  expect((await api.ask('GET', `/profiles/${id}`)).statusCode).toBe(400);
});

test('W-13 fields: unknown ones are ignored, null is absent', async () => {
  const notification = { ...template, tags: null, alias: null, colour: 'red' };
  const answer = await api.ask('POST', '/notifications', { body: { notification, state: null, later: true } });
  expect(answer.statusCode).toBe(201);
  expect(answer.json()).toMatchObject({ state: 'DRAFT', tags: [] });
  expect(answer.json()).not.toHaveProperty('colour');
});

test.each(['__proto__', 'prototype', 'constructor'])(
  'W-13 fields: %s is refused as a key at any depth',
  async (key) => {
    const body = `{"profile":{"a":[{"${key}":{"polluted":1}}]}}`;
    const answer = await api.ask('POST', '/profiles/ada', { body, headers: json });
    expect([answer.statusCode, answer.json().message]).toEqual([400, `profile.a.0.${key}: this key is not allowed`]);
    expect({}).not.toHaveProperty('polluted');
  },
);

test('W-14 timestamps: entities have milliseconds, runs have ISO strings', async () => {
  const { created } = (await api.ask('POST', '/notifications', { body: { notification: template } })).json();
  expect(Math.abs(created - Date.now())).toBeLessThan(60_000);
  await api.ask('POST', '/automations/invoke', { body: { automation } });
  const { runs } = (await api.ask('GET', '/automations/runs')).json();
  expect(runs[0].created_at).toBe(new Date(runs[0].created_at).toISOString());
});

test('W-15 ids: a run has the documented form, other kinds their prefix', async () => {
  const { runId } = (await api.ask('POST', '/automations/invoke', { body: { automation } })).json();
  expect(runId).toMatch(/^1-[0-9a-f]{8}-[0-9a-f]{24}$/);
  const { id } = (await api.ask('POST', '/notifications', { body: { notification: template } })).json();
  expect(id).toMatch(/^nt_/);
});

test('row 6 W-30 limits: 6 MB are read, one byte more is a 413', async () => {
  const around = '{"profile":{"a":""}}'.length;
  const sized = (bytes: number) => `{"profile":{"a":"${'x'.repeat(bytes - around)}"}}`;
  const put = (bytes: number) => api.ask('PUT', '/profiles/big', { body: sized(bytes), headers: json });
  expect((await put(6 * 1024 * 1024)).statusCode).toBe(200);
  const refused = await put(6 * 1024 * 1024 + 1);
  expect([refused.statusCode, refused.json().type]).toEqual([413, 'invalid_request_error']);
});

test('W-30 W-06 limits: who is still writing a body that is too large reads the 413 all the same', async () => {
  if (!api.app.getHttpServer().listening) await api.app.listen(0, '127.0.0.1');
  const { hostname, port } = new URL(await api.app.getUrl());
  for (const head of ['content-length: 12000000', 'transfer-encoding: chunked']) {
    const socket = connect(Number(port), hostname);
    const chunk = 'x'.repeat(100_000);
    const part = head.startsWith('t') ? `${chunk.length.toString(16)}\r\n${chunk}\r\n` : chunk;
    const parts = Array(120)
      .fill(part)
      .concat(head.startsWith('t') ? ['0\r\n\r\n'] : []);
    const asked = `PUT /profiles/big HTTP/1.1\r\nhost: a\r\nauthorization: Bearer ${keys.test}\r\ncontent-type: application/json\r\n${head}\r\n\r\n`;
    const answer = text(socket);
    await pipeline(Readable.from([asked, ...parts]), socket, { end: false });
    socket.end();
    expect(await answer).toMatch(/^HTTP\/1\.1 413 .*"invalid_request_error"/s);
  }
});

test('R-29 unknown endpoints: 404 that says so, with a key or without', async () => {
  const answer = await api.ask('POST', '/broadcasts/x/cancel', { headers: { authorization: '' } });
  expect([answer.statusCode, answer.json().message]).toEqual([404, 'Angarium does not have this endpoint']);
});

test('W-08 content: all that a request brings to compile has one budget, and the step that exceeds it is named', async () => {
  const step = {
    action: 'send',
    message: { to: { email: 'a@example.com' }, content: { title: 'T', body: '{{a}}'.repeat(3_000) } },
  };
  const answer = await api.ask('POST', '/automations/invoke', { body: { automation: { steps: [step, step] } } });
  expect([answer.statusCode, answer.json().message]).toEqual([
    400,
    'automation.steps.1.message.content.body: takes the content past 5000 variables and blocks',
  ]);
});
