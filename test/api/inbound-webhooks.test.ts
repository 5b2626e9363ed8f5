import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { anInstantLater } from '../support/an-instant-later.ts';

import { type ApiUnderTest, addKey, keys, startApi } from '../support/api.ts';

let api: ApiUnderTest;

beforeAll(async () => {
  api = await startApi();
});

afterAll(() => api.close());

const mint = (name: unknown, key = keys.test) => api.ask('POST', '/inbound/webhooks', { body: { name }, key });

/** Without a key: whoever has the token needs none. */
const send = (token: string, payload?: string | Buffer, type?: string) =>
  api.app.inject({
    method: 'POST',
    url: `/inbound/webhook/${token}`,
    ...(payload !== undefined && { payload }),
    headers: { ...(type !== undefined && { 'content-type': type }) },
  });

const rowsOf = async (ids: string[]) => {
  const rows = await api.database.prisma.inboundEvent.findMany({ where: { id: { in: ids } } });
  return ids.map((id) => rows.find((row) => row.id === id));
};

describe('POST /inbound/webhooks', () => {
  test('E-13 webhooks: a minted one has a token and a URL that events can be sent to; the token is kept as a hash', async () => {
    const answer = await mint(' Shop ');
    expect(answer.statusCode).toBe(201);
    const { name, token, url } = answer.json();
    expect([name, token]).toEqual(['Shop', expect.stringMatching(/^[\w-]{43}$/)]);
    expect(new URL(url).pathname).toBe(`/inbound/webhook/${token}`);
    expect((await send(token, '{}')).statusCode).toBe(202);
    expect(JSON.stringify(await api.database.prisma.inboundWebhook.findMany())).not.toContain(token);
  });

  test('E-13 webhooks: a name is taken once in an environment, and stays what it is', async () => {
    expect((await mint('Once')).statusCode).toBe(201);
    const taken = await mint('Once');
    expect([taken.statusCode, taken.headers['x-should-retry'], taken.json().message]).toEqual([
      409,
      'false',
      'There is a webhook of this name already',
    ]);
    expect((await mint('Once', keys.stranger)).statusCode).toBe(201);
    for (const method of ['PUT', 'PATCH'] as const)
      expect((await api.ask(method, '/inbound/webhooks/Once', { body: { name: 'Twice' } })).statusCode).toBe(404);
  });

  test.each([
    [undefined, 'name: '],
    ['', 'name: must not be blank'],
    ['a/b', 'name: must not hold a /'],
    ['x'.repeat(257), 'name: '],
    [5, 'name: '],
  ])('E-13 webhooks: the name %j is refused', async (name, message) => {
    const answer = await mint(name);
    expect([answer.statusCode, answer.json().message]).toEqual([400, expect.stringContaining(message)]);
  });

  test('W-21 webhooks: only an admin mints and removes them', async () => {
    await addKey(api.database, 'pk_test_others', { scopes: ['read', 'send', 'write'] });
    expect((await mint('Forbidden', 'pk_test_others')).statusCode).toBe(403);
    const removed = await api.ask('DELETE', '/inbound/webhooks/Shop', { key: 'pk_test_others' });
    expect(removed.statusCode).toBe(403);
    expect((await api.ask('GET', '/inbound/webhooks', { key: 'pk_test_others' })).statusCode).toBe(200);
  });

  test('E-13 webhooks: they are listed without their tokens, newest first, page by page', async () => {
    const names = Array.from({ length: 25 }, (_, index) => `listed-${index}`);
    for (const name of names) {
      await mint(name, keys.production);
      await anInstantLater();
    }
    const page = async (cursor = '') =>
      (await api.ask('GET', `/inbound/webhooks?cursor=${cursor}`, { key: keys.production })).json();
    const first = await page();
    const second = await page(first.paging.cursor);
    expect(first.results[0]).toEqual({ name: 'listed-24', mock: false, created_at: expect.any(String) });
    const listed = [...first.results, ...second.results].map(({ name }: { name: string }) => name);
    expect([first.results.length, listed, second.paging]).toEqual([20, names.toReversed(), { more: false }]);
  });

  test('E-13 webhooks: a removed one is unknown, and its name can be minted anew', async () => {
    const { token } = (await mint('Leaked')).json();
    expect((await api.ask('DELETE', '/inbound/webhooks/Leaked', { key: keys.stranger })).statusCode).toBe(404);
    expect((await api.ask('DELETE', '/inbound/webhooks/Leaked')).statusCode).toBe(204);
    expect((await send(token, '{}')).statusCode).toBe(404);
    expect((await api.ask('DELETE', '/inbound/webhooks/Leaked')).statusCode).toBe(404);
    const again = (await mint('Leaked')).json().token;
    expect(again).not.toBe(token);
    expect((await send(again, '{}')).statusCode).toBe(202);
  });
});

describe('POST /inbound/webhook/{token}', () => {
  let token: string;

  beforeAll(async () => {
    token = (await mint('Stripe')).json().token;
  });

  /** What was stored of one request. */
  const stored = async (payload?: string | Buffer, type?: string) => {
    const answer = await send(token, payload, type);
    expect(answer.statusCode).toBe(202);
    return rowsOf(answer.json().messageIds);
  };

  test('E-12 a webhook: an object is an event, of the source that the webhook is named after', async () => {
    const body = { event: 'invoice.paid', userId: 42, amount: 12.5, nested: { list: [1, 'a', null] } };
    const [row, ...more] = await stored(JSON.stringify(body), 'application/json');
    expect(more).toEqual([]);
    expect(row).toMatchObject({ environmentId: 'one-test', provider: 'webhook', webhook: 'Stripe', type: 'webhook' });
    expect(row).toMatchObject({ name: 'invoice.paid', userId: '42', messageId: null, body, mock: false });
  });

  test('E-12 a webhook: a list is an event for each of its objects, taken in together and in their order', async () => {
    const list = ['one', 'two', 'three'].map((event) => ({ event }));
    const rows = await stored(JSON.stringify(list), 'application/json');
    expect(rows.map((row) => row?.name)).toEqual(['one', 'two', 'three']);
    const sequences = rows.map((row) => row?.sequence as bigint);
    expect(sequences.toSorted((one, other) => Number(one - other))).toEqual(sequences);
    expect(await stored('[]', 'application/json')).toEqual([]);
  });

  test.each([
    ['plain words', 'text/plain'],
    ['a=1&b=2', 'application/x-www-form-urlencoded'],
    ['<a>1</a>', 'application/xml'],
    ['{"broken', 'application/json'],
    ['"text"', 'application/json'],
    ['5', 'application/json'],
    ['words of no type', undefined],
    ['words of an odd type', 'no type at all'],
  ])('E-12 a webhook: %s is kept as it is, an event called custom', async (payload, type) => {
    expect(await stored(payload, type)).toMatchObject([{ name: 'custom', userId: null, body: { raw: payload } }]);
  });

  test.each(['text/plain', 'application/vnd.api+json', 'application/json; charset=utf-8', undefined])(
    'E-12 a webhook: JSON is read whatever its type, such as %s',
    async (type) => {
      expect(await stored('{"event":"Typed"}', type)).toMatchObject([{ name: 'Typed', body: { event: 'Typed' } }]);
    },
  );

  test('E-12 a webhook: no body is an event, too', async () => {
    expect(await stored()).toMatchObject([{ name: 'custom', body: { raw: '' } }]);
  });

  test('E-12 a webhook: what is no text is kept as far as it can be', async () => {
    expect(await stored(Buffer.from([0x00, 0xff, 0x61]))).toMatchObject([{ body: { raw: '\uFFFD\uFFFDa' } }]);
  });

  test('E-12 W-24 a webhook: an unknown token is a 404, a key or not, before its body is read', async () => {
    const answer = await send('nobody', 'x'.repeat(7 * 1024 * 1024));
    expect([answer.statusCode, answer.json()]).toEqual([
      404,
      { type: 'invalid_request_error', message: 'Webhook not found' },
    ]);
    expect((await api.ask('POST', '/inbound/webhook/nobody', { body: {} })).statusCode).toBe(404);
  });

  test.each<[string, number, string]>([
    ['x'.repeat(6 * 1024 * 1024 + 1), 413, 'larger than 6 MB'],
    [`[${'{},'.repeat(1_000)}{}]`, 413, 'The request body holds more than 1,000 events'],
    [`[${'0,'.repeat(200_000)}0]`, 413, 'more than 200,000 values'],
    ['{"a":{"__proto__":1}}', 400, 'a.__proto__: this key is not allowed'],
    [`${'['.repeat(70)}${']'.repeat(70)}`, 400, 'nested deeper than 64 levels'],
  ])('E-12 W-30 a webhook: a body that is too much is refused (%#)', async (payload, status, message) => {
    const answer = await send(token, payload);
    expect([answer.statusCode, answer.json().message]).toEqual([status, expect.stringContaining(message)]);
  });

  test('E-12 W-30 a webhook: 6 MB of text are taken in', async () => {
    const text = 'word, '.repeat(1024 * 1024 - 1);
    expect((await stored(text, 'text/csv')).map((row) => row?.body)).toEqual([{ raw: text }]);
  });

  test('W-23 a webhook: one that was minted with a mock key brings events of a mock', async () => {
    await addKey(api.database, 'pk_test_mock', { mock: true });
    const minted = (await mint('Mocked', 'pk_test_mock')).json();
    const { messageIds } = (await send(minted.token, '{}')).json();
    expect(await rowsOf(messageIds)).toMatchObject([{ mock: true }]);
  });

  test('W-31 a webhook: a limit of its endpoint counts each webhook by itself', async () => {
    const limits = [{ method: 'POST', path: '/inbound/webhook/{token}', max: 2, windowMs: 60_000 }];
    const limited = await startApi({ rateLimits: limits, database: api.database });
    const other = (await mint('Other')).json().token;
    const status = async (of: string) => {
      const { statusCode } = await limited.app.inject({ method: 'POST', url: `/inbound/webhook/${of}`, payload: '{}' });
      return statusCode;
    };
    expect([await status(token), await status(token), await status(token)]).toEqual([202, 202, 429]);
    expect(await status(other)).toBe(202);
    await limited.app.close();
  });
});
