import { once } from 'node:events';
import { Agent, get, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';

import { dismissClients } from '../../apps/api/dismiss-clients.ts';
import { type ApiUnderTest, keys, startApi } from '../support/api.ts';
import { eventually } from '../support/eventually.ts';

const agent = new Agent({ keepAlive: true });
const stopping = new AbortController();
let api: ApiUnderTest;

beforeAll(async () => {
  api = await startApi({ stopping: stopping.signal });
  await api.app.listen(0, '127.0.0.1');
});

afterAll(async () => {
  agent.destroy();
  await api.close();
});

async function connectionOf(path: string): Promise<string | undefined> {
  const [answer] = (await once(get(`${await api.app.getUrl()}${path}`, { agent }), 'response')) as [IncomingMessage];
  answer.resume();
  return answer.headers.connection;
}

test('row 17 drain: who is answered by an API that is about to stop is told to connect anew', async () => {
  expect(await connectionOf('/health/live')).toBe('keep-alive');
  const over = dismissClients(api.app.getHttpServer(), { leastMs: 200, mostMs: 200 });
  expect([await connectionOf('/health/live'), await connectionOf('/nowhere')]).toEqual(['close', 'close']);
  await over;
});

test('row 17 drain: whoever is still connected is waited for, no longer than that, and nobody else', async () => {
  const left = await startApi({ stopping: new AbortController().signal });
  await left.app.listen(0, '127.0.0.1');
  const server = left.app.getHttpServer();
  const socket = connect(Number(new URL(await left.app.getUrl()).port), '127.0.0.1');
  await once(server, 'connection');
  const looks = vi.spyOn(server, 'getConnections');
  let isOver = false;
  const over = dismissClients(server, { leastMs: 0, mostMs: 600_000 }).then(() => {
    isOver = true;
  });
  await eventually(() => expect(looks.mock.calls.length).toBeGreaterThan(2));
  expect(isOver).toBe(false);
  const headers = [`authorization: Bearer ${keys.test}`, 'host: x'].join('\r\n');
  socket.write(`GET /automations/runs HTTP/1.1\r\n${headers}\r\n\r\n`);
  expect(await text(socket)).toMatch(/^connection: close\r$/m);
  await over;
  const idle = connect(Number(new URL(await left.app.getUrl()).port), '127.0.0.1');
  await once(server, 'connection');
  await dismissClients(server, { leastMs: 0, mostMs: 100 });
  idle.destroy();
  await left.close();
});

test('R-20 row 17 drain: an API that is about to stop is not ready, and answers everything else', async () => {
  const statusOf = async (path: string) => {
    const { statusCode, body } = await api.ask('GET', path);
    return [statusCode, JSON.parse(body).status];
  };
  expect(await statusOf('/health/ready')).toEqual([200, 'ok']);
  stopping.abort();
  expect(await statusOf('/health/ready')).toEqual([503, 'stopping']);
  expect(await statusOf('/health/live')).toEqual([200, 'ok']);
  expect((await api.ask('GET', '/automations/runs')).statusCode).toBe(200);
});

test('row 17 W-03 drain: a request whose body does not come is refused after a moment, and the API comes to its end', async () => {
  const ending = new AbortController();
  const ended = await startApi({ stopping: ending.signal });
  await ended.app.listen(0, '127.0.0.1');
  const socket = connect(Number(new URL(await ended.app.getUrl()).port), '127.0.0.1');
  const head = ['POST /automations/invoke HTTP/1.1', 'host: x', `authorization: Bearer ${keys.test}`];
  const arrived = once(ended.app.getHttpServer(), 'request');
  socket.write(`${[...head, 'content-type: application/json', 'content-length: 100'].join('\r\n')}\r\n\r\n{"a`);
  await arrived;
  const began = Date.now();
  ending.abort();
  const closed = ended.app.close();
  const answer = await text(socket);
  expect(answer).toMatch(/^HTTP\/1.1 503 /);
  expect(answer).toMatch(/^retry-after: 1\r$/m);
  await closed;
  expect(Date.now() - began).toBeLessThan(10_000);
  await ended.database.close();
});
