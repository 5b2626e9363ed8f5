import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import type { OutboundAnswer, OutboundRequest } from '../../activities/ports/outbound.ts';
import { OutboundAllow } from '../../platform/config/outbound-allow.ts';
import { HttpOutbound } from '../../platform/outbound/http-outbound.ts';
import { localOutbound } from '../support/local-outbound.ts';
import { type ReceivedRequest, startWebServer, type WebServer } from '../support/web-server.ts';

const MEBIBYTE = 1024 * 1024;
const TIMEOUT_MS = 400;

let web: WebServer;
let answerWith: (request: ReceivedRequest, response: ServerResponse) => void;

beforeAll(async () => {
  web = await startWebServer((request, response) => answerWith(request, response));
});

afterAll(() => web.close());

beforeEach(() => {
  web.requests.length = 0;
  answerWith = (_, response) => response.end('{}');
});

async function send(request: Partial<OutboundRequest> = {}, client = localOutbound()): Promise<OutboundAnswer> {
  const defaults = { method: 'GET', url: new URL(web.url), headers: {}, timeoutMs: 5_000, maxBytes: MEBIBYTE };
  return client.send({ ...defaults, ...request });
}

/** The answer to a request that is to be given up, and not before its time. */
async function untilGivenUp(request: Partial<OutboundRequest> = {}, client?: HttpOutbound): Promise<OutboundAnswer> {
  const from = performance.now();
  const answer = await send({ timeoutMs: TIMEOUT_MS, ...request }, client);
  expect(performance.now() - from).toBeGreaterThan(TIMEOUT_MS - 20);
  return answer;
}

const bodyOf = (answer: OutboundAnswer) => (answer.kind === 'answered' ? Buffer.from(answer.body).toString() : answer);

/** A server of raw bytes: what it does to a connection is the test's. */
async function rawServer(onConnection: (socket: Socket) => void) {
  const server = createServer((socket) => {
    socket.on('error', () => {});
    onConnection(socket);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { url: new URL(`http://127.0.0.1:${port}/`), close: () => server.close() };
}

describe('an outbound request', () => {
  it('A-26 outbound: method, path, query, headers and body arrive', async () => {
    const url = new URL(`${web.url}/a%20b/c?x=%20y&z=1#part`);
    const headers = { authorization: 'Bearer token', 'x-name': 'Bjørn' };
    await send({ method: 'PATCH', url, headers, body: '{"a":"é"}' });
    expect(web.requests).toMatchObject([{ method: 'PATCH', path: '/a%20b/c?x=%20y&z=1', body: '{"a":"é"}' }]);
    expect(web.requests[0]?.headers).toMatchObject({
      authorization: 'Bearer token',
      'content-length': '10',
      connection: 'close',
    });
    expect(Buffer.from(web.requests[0]?.headers['x-name'] as string, 'latin1').toString('latin1')).toBe('Bjørn');
  });

  it('A-26 outbound: the answer is given as it is, whatever its status', async () => {
    answerWith = (_, response) => {
      response.writeHead(418, { 'X-Tea': ['a', 'b'], 'Retry-After': '7' });
      response.end('short');
    };
    const answer = await send();
    expect(answer).toMatchObject({
      status: 418,
      headers: { 'x-tea': expect.stringMatching(/^a, ?b$/), 'retry-after': '7' },
    });
    expect(bodyOf(answer)).toBe('short');
  });

  it.each([200, 204, 304, 404])('F-02 outbound: a %i without a body has an empty one', async (status) => {
    answerWith = (_, response) => response.writeHead(status).end();
    expect(await send()).toMatchObject({ kind: 'answered', status, body: Buffer.alloc(0) });
  });

  it('A-40 outbound: a redirect to another server takes no secrets along, to the same one it does', async () => {
    const other = await startWebServer();
    const headers = { authorization: 'Bearer token', cookie: 'a=b', 'x-api-key': 'key', accept: 'application/json' };
    for (const target of [`${web.url}/end`, `${other.url}/end`]) {
      answerWith = ({ path }, response) => response.writeHead(path === '/' ? 307 : 200, { location: target }).end();
      await send({ method: 'POST', headers, body: 'text' });
    }
    const [, same] = web.requests;
    const [foreign] = other.requests;
    expect(same).toMatchObject({ method: 'POST', path: '/end', body: 'text', headers });
    expect(foreign).toMatchObject({
      method: 'POST',
      path: '/end',
      body: 'text',
      headers: { accept: 'application/json' },
    });
    expect(Object.keys(foreign?.headers ?? {})).not.toEqual(expect.arrayContaining(['authorization']));
    expect(JSON.stringify(foreign)).not.toMatch(/token|a=b|key/);
    await other.close();
  });

  it.each([300, 304, 305, 399])('A-40 outbound: a %i is no redirect', async (status) => {
    answerWith = (_, response) => response.writeHead(status, { location: '/on' }).end();
    expect(await send()).toMatchObject({ kind: 'answered', status });
  });

  it('A-40 outbound: a 302 without a place is no redirect', async () => {
    answerWith = (_, response) => response.writeHead(302).end();
    expect(await send()).toMatchObject({ kind: 'answered', status: 302 });
  });
});

describe('limits of an outbound request', () => {
  const packed: [string, (text: string) => Buffer][] = [
    ['identity', (text) => Buffer.from(text)],
    ['gzip', (text) => gzipSync(text)],
    ['GZIP ', (text) => gzipSync(text)],
    ['deflate', (text) => deflateSync(text)],
    ['br', (text) => brotliCompressSync(text)],
  ];

  it.each(packed)('row 6 A-40 outbound: %s is read up to a mebibyte and no byte more', async (encoding, pack) => {
    const answerOf = async (size: number) => {
      const body = pack('x'.repeat(size));
      answerWith = (_, response) => response.writeHead(200, { 'content-encoding': encoding }).end(body);
      const answer = await send();
      return answer.kind === 'answered' ? answer.body.length : answer.kind;
    };
    expect(await answerOf(MEBIBYTE - 1)).toBe(MEBIBYTE - 1);
    expect(await answerOf(MEBIBYTE)).toBe(MEBIBYTE);
    expect(await answerOf(MEBIBYTE + 1)).toBe('oversized');
  });

  it('A-40 outbound: a bomb is not unpacked', async () => {
    const bomb = gzipSync(Buffer.alloc(200 * MEBIBYTE));
    answerWith = (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb);
    const before = process.memoryUsage().rss;
    expect(await send()).toEqual({ kind: 'oversized', status: 200 });
    expect(process.memoryUsage().rss - before).toBeLessThan(50 * MEBIBYTE);
  });

  it.each(['zstd', 'gzip, gzip', 'constructor', 'x'])(
    'A-40 outbound: the encoding %s is not undone',
    async (encoding) => {
      answerWith = (_, response) => response.writeHead(200, { 'content-encoding': encoding }).end(gzipSync('{}'));
      expect(await send()).toMatchObject({
        kind: 'unanswered',
        reason: 'the answer cannot be read',
        mayHaveArrived: true,
      });
    },
  );

  it('A-40 outbound: what is not what it says is no answer', async () => {
    answerWith = (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('not gzip');
    expect(await send()).toMatchObject({ kind: 'unanswered', reason: 'the connection broke (Z_DATA_ERROR)' });
  });

  it('A-40 outbound: a body without end is cut off', async () => {
    let written = 0;
    answerWith = (_, response) => {
      const more = () => {
        written += 1;
        if (!response.destroyed) response.write('x'.repeat(10_000), more);
      };
      more();
    };
    expect(await send()).toEqual({ kind: 'oversized', status: 200 });
    expect(written).toBeLessThan(2_000);
  });

  it('A-40 outbound: a server that is silent, or slow, is given up in time', async () => {
    const late = { kind: 'unanswered', reason: 'it took too long', mayHaveArrived: true };
    answerWith = () => {};
    expect(await untilGivenUp()).toEqual(late);
    answerWith = (_, response) => response.writeHead(200).write('{');
    expect(await untilGivenUp()).toEqual(late);
    answerWith = (_, response) => {
      const drip = setInterval(() => response.write(' '), 20);
      response.on('close', () => clearInterval(drip));
    };
    expect(await untilGivenUp()).toEqual(late);
  });

  it('A-40 outbound: the time is that of all redirects together', async () => {
    answerWith = (_, response) => void setTimeout(() => response.writeHead(302, { location: '/' }).end(), 150);
    expect(await untilGivenUp()).toMatchObject({ reason: 'it took too long' });
    expect(web.requests.length).toBe(3);
  });

  it('A-40 outbound: nor is there more time for a name that is not found, or a connection that is not taken', async () => {
    const never = new HttpOutbound(
      { http: true, allowed: OutboundAllow.parse('slow.example') },
      () => new Promise(() => {}),
    );
    const url = new URL('http://slow.example/');
    expect(await untilGivenUp({ url }, never)).toEqual({
      kind: 'unanswered',
      reason: 'it took too long',
      mayHaveArrived: false,
    });
    const silent = await rawServer(() => {});
    const https = new URL(silent.url.href.replace('http:', 'https:'));
    expect(await untilGivenUp({ url: https })).toMatchObject({ reason: 'it took too long', mayHaveArrived: false });
    silent.close();
  });

  it.each<[string, (socket: Socket) => void, string]>([
    [
      'headers of 20 kB',
      (socket) => socket.write(`HTTP/1.1 200 OK\r\nX: ${'y'.repeat(20_000)}\r\n\r\n`),
      'UND_ERR_HEADERS_OVERFLOW',
    ],
    [
      'headers without end',
      (socket) => void setInterval(() => socket.write(`X-${'y'.repeat(1_000)}: z\r\n`), 1).unref(),
      '',
    ],
    ['no HTTP', (socket) => socket.end('SSH-2.0-OpenSSH_9.6\r\n'), 'the answer cannot be read'],
    ['an end without an answer', (socket) => void socket.once('data', () => socket.end()), 'UND_ERR_SOCKET'],
    ['a reset', (socket) => void socket.once('data', () => socket.resetAndDestroy()), 'E'],
    [
      'half a body',
      (socket) => void socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{')),
      'UND_ERR_',
    ],
    [
      'two lengths',
      (socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}'),
      'UND_ERR_RES_CONTENT_LENGTH',
    ],
  ])('A-40 outbound: %s is no answer', async (_, onConnection, code) => {
    const raw = await rawServer(onConnection);
    const answer = await send({ url: raw.url });
    expect(answer).toMatchObject({ kind: 'unanswered', reason: expect.stringContaining(code), mayHaveArrived: true });
    expect(JSON.stringify(answer)).not.toContain('127.0.0.1');
    raw.close();
  });

  it('A-40 outbound: nothing arrived where nobody listens, and where the name is unknown', async () => {
    const raw = await rawServer(() => {});
    raw.close();
    const refused = { kind: 'unanswered', reason: 'the connection broke (ECONNREFUSED)', mayHaveArrived: false };
    expect(await send({ url: raw.url })).toEqual(refused);
    const unknown = async () => {
      throw Object.assign(new Error('getaddrinfo ENOTFOUND secret.example'), { code: 'ENOTFOUND' });
    };
    const answer = await send({ url: new URL('http://secret.example/') }, localOutbound(unknown));
    expect(answer).toEqual({ kind: 'unanswered', reason: 'the connection broke (ENOTFOUND)', mayHaveArrived: false });
  });

  it('A-40 outbound: a certificate is asked for', async () => {
    const answer = await send({ url: new URL(web.url.replace('http:', 'https:')) });
    expect(answer).toMatchObject({ kind: 'unanswered', mayHaveArrived: false });
    expect(web.requests).toEqual([]);
  });

  it('A-26 outbound: a header that could be two is never written', async () => {
    const answer = await send({ headers: { 'x-a': 'b\r\nx-evil: 1' } });
    expect(answer).toMatchObject({ kind: 'unanswered' });
    expect(web.requests).toEqual([]);
  });
});
