import type { Server } from 'node:http';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { MOST_BODY_BYTES } from '../../apps/api/http/admission.ts';
import { MOST_WAITING } from '../../platform/database/runs/run-backlog.ts';
import { type ApiUnderTest, keys, startApi } from '../support/api.ts';
import { eventually } from '../support/eventually.ts';

const MEBIBYTE = 1024 * 1024;
const send = { to: { email: 'a@example.com' }, content: { title: 'T', body: 'B' } };
const invocation = { automation: { steps: [{ action: 'send', message: send }] } };
const busy = { type: 'api_error', message: 'Too many requests are being carried out' };

let api: ApiUnderTest;
let port: number;

beforeAll(async () => {
  api = await startApi();
  await api.app.listen(0, '127.0.0.1');
  port = Number(new URL(await api.app.getUrl()).port);
});

afterAll(() => api.close());

describe('a backlog of runs that wait to be started', () => {
  const waiting = (count: number) =>
    api.database.query(
      `INSERT INTO run (id, environment_id, kind, source, mock, context, plan, status, created_at, updated_at)
       SELECT 'waiting-' || n, 'one-production', 'automation', '{}', false, '{}', '{}', 'NOT PROCESSED', now(), now() FROM generate_series(1, $1::int) AS n`,
      [count],
    );
  const invoke = (key?: string) =>
    api.ask('POST', '/automations/invoke', { body: invocation, ...(key && { headers: { 'idempotency-key': key } }) });

  beforeEach(() => api.database.query('TRUNCATE run CASCADE'));

  test('row 18 F-13 W-04 of 50,000: no more are accepted, nor is the refusal stored under a key; when fewer wait they are', async () => {
    expect(MOST_WAITING).toBe(50_000);
    await waiting(MOST_WAITING - 1);
    await eventually(async () => {
      const refused = await invoke();
      expect(refused.statusCode).toBe(503);
      expect(refused.headers['retry-after']).toBe('30');
      expect(refused.json()).toEqual({ type: 'api_error', message: 'Too many accepted runs wait to be started' });
    });
    const held = await api.database.prisma.run.count();
    expect((await invoke('once')).statusCode).toBe(503);
    expect((await api.ask('POST', '/send', { body: { message: send } })).statusCode).toBe(503);
    expect((await api.ask('GET', '/automations/runs')).statusCode).toBe(200);
    expect(await api.database.prisma.run.count()).toBe(held);

    await api.database.query(`DELETE FROM run WHERE id LIKE 'waiting-1%'`);
    await eventually(async () => expect((await invoke('once')).statusCode).toBe(200));
    const runs = await api.database.prisma.run.count();
    expect((await invoke('once')).statusCode).toBe(200);
    expect(await api.database.prisma.run.count()).toBe(runs);
  });
});

describe('requests at once', () => {
  const start = (body = invocation) => api.ask('POST', '/automations/invoke', { body });

  /** So many requests that announce a body and keep it to themselves, all of them under way. */
  async function stall(count: number, announced: string): Promise<Socket[]> {
    let arrived = 0;
    const server: Server = api.app.getHttpServer();
    server.on('request', () => {
      arrived += 1;
    });
    const head = ['POST /automations/invoke HTTP/1.1', 'host: x', `authorization: Bearer ${keys.test}`, announced];
    const text = `${[...head, 'content-type: application/json'].join('\r\n')}\r\n\r\n`;
    const sockets = Array.from({ length: count }, () => connect(port, '127.0.0.1'));
    for (const socket of sockets) socket.on('error', () => {}).write(text);
    await eventually(() => expect(arrived).toBe(count));
    return sockets;
  }

  async function release(sockets: readonly Socket[]): Promise<void> {
    for (const socket of sockets) socket.destroy();
    await eventually(async () => expect((await start()).statusCode).toBe(200));
  }

  test.each([
    ['announced', `content-length: ${6 * MEBIBYTE}`],
    ['not announced, and may become as large as any,', 'transfer-encoding: chunked'],
  ])(
    'row 18 W-30 W-03 bodies that are %s may come to what the process has room for; then 503 before they are read, and health answers',
    async (_, head) => {
      const sockets = await stall(Math.floor(MOST_BODY_BYTES / (6 * MEBIBYTE)), head);
      const large = { ...invocation, data: { large: 'x'.repeat(6 * MEBIBYTE - 1_000) } };
      const refused = await start(large);
      expect([refused.statusCode, refused.headers['retry-after'], refused.json()]).toEqual([503, '1', busy]);
      expect((await start()).statusCode).toBe(200);
      expect((await api.ask('GET', '/health/live')).statusCode).toBe(200);
      await release(sockets);
    },
  );

  test('row 18 W-03 a thousand of them is the most; the next is 503, and health answers', async () => {
    const sockets = await stall(1_000, 'content-length: 100');
    expect((await api.ask('GET', '/automations/runs')).json()).toEqual(busy);
    expect((await api.ask('GET', '/health/ready')).statusCode).toBe(200);
    await release(sockets);
  });
});
