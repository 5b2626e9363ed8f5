import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { useIdempotency } from '../../apps/api/http/idempotency.ts';
import { Database } from '../../platform/database/database.ts';
import { Idempotency } from '../../platform/database/idempotency.ts';
import { createDatabase } from '../support/postgres.ts';
import { TcpProxy } from '../support/tcp-proxy.ts';

let proxy: TcpProxy;
let database: Database;
let server: FastifyInstance;
/** How often handlers were reached. */
let carriedOut = 0;

beforeAll(async () => {
  const url = new URL(await createDatabase());
  proxy = await TcpProxy.start(Number(url.port));
  url.port = String(proxy.port);
  database = new Database({ databaseUrl: url.href });
  server = await answering();
});

afterAll(async () => {
  await server.close();
  await database.close();
  await proxy.close();
});

/** A server that answers what it is asked to, with a number that no other answer has. */
async function answering(): Promise<FastifyInstance> {
  const fastify = Fastify({ genReqId: () => crypto.randomUUID() });
  fastify.addHook('onRequest', async (request) => {
    request.caller = { id: 'key', environmentId: 'test', mock: false, scopes: [], expiresAt: null };
  });
  useIdempotency(fastify, new Idempotency(database));
  fastify.post<{ Params: { status: string } }>('/answers/:status', async ({ params }, reply) => {
    carriedOut += 1;
    return reply.status(Number(params.status)).send(params.status === '204' ? undefined : { count: carriedOut });
  });
  fastify.post('/text', async (_, reply) => reply.type('text/plain').send(`ä\u0000${++carriedOut}`));
  fastify.post('/inbound/segment', async () => ({ count: ++carriedOut }));
  fastify.post<{ Params: { status: string } }>('/outage/:status', async ({ params }, reply) => {
    carriedOut += 1;
    proxy.interrupt('refuses');
    return reply.status(Number(params.status)).send({ count: carriedOut });
  });
  await fastify.ready();
  return fastify;
}

const post = (url: string, key: string) =>
  server.inject({ method: 'POST', url, headers: { 'idempotency-key': key }, payload: {} });

describe('answers', () => {
  test.each([200, 201, 202, 204, 404, 409, 410, 422, 500, 502, 504])(
    'W-42 %i is stored and repeated',
    async (status) => {
      const first = await post(`/answers/${status}`, 'k');
      const before = carriedOut;
      const again = await post(`/answers/${status}`, 'k');
      expect([first.statusCode, again.statusCode, carriedOut]).toEqual([status, status, before]);
      expect(again.rawPayload.equals(first.rawPayload)).toBe(true);
      const { date: _, ...headers } = first.headers;
      expect(again.headers).toMatchObject(headers);
      expect(Object.keys(again.headers).sort()).toEqual(Object.keys(first.headers).sort());
    },
  );

  test.each([400, 401, 403, 413, 429, 503])('W-43 %i is not stored', async (status) => {
    const first = await post(`/answers/${status}`, 'k');
    const again = await post(`/answers/${status}`, 'k');
    expect([first.statusCode, again.statusCode]).toEqual([status, status]);
    expect(again.json().count).toBe(first.json().count + 1);
  });

  test('W-42 bodies are repeated byte by byte, with their type', async () => {
    const [first, again] = [await post('/text', 'k'), await post('/text', 'k')];
    expect([...again.rawPayload]).toEqual([...first.rawPayload]);
    expect([again.headers['content-type'], first.headers['content-type']]).toEqual(['text/plain', 'text/plain']);
  });

  test('W-41 what is inbound is carried out whenever it is asked', async () => {
    const [first, again] = [await post('/inbound/segment', 'k'), await post('/inbound/segment', 'k')];
    expect(again.json().count).toBe(first.json().count + 1);
  });
});

describe('the database goes away during a request', () => {
  test('W-43 503: the key is given back as soon as the database is there again', async () => {
    const first = await post('/outage/503', 'k');
    expect(first.statusCode).toBe(503);
    proxy.mend();
    const next = async () => (await post('/outage/503', 'k')).json().count;
    await expect.poll(next, { timeout: 10_000 }).toBe(first.json().count + 1);
    proxy.mend();
  });

  test('W-42 200: the answer is sent, and stored as soon as the database is there again', async () => {
    const first = await post('/outage/200', 'k');
    expect(first.statusCode).toBe(200);
    proxy.mend();
    const before = carriedOut;
    await expect.poll(async () => (await post('/outage/200', 'k')).body, { timeout: 10_000 }).toBe(first.body);
    expect(carriedOut).toBe(before);
  });
});
