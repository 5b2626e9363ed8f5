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

  test('row 18 W-30 a body of more than 200,000 values is a 413 before it is parsed, however small', async () => {
    const refused = await start({ ...invocation, data: { x: Array(200_000).fill([]) } } as never);
    expect([refused.statusCode, refused.json().message]).toEqual([
      413,
      'The request body holds more than 200,000 values',
    ]);
    expect((await start({ ...invocation, data: { x: Array(100_000).fill([]) } } as never)).statusCode).toBe(200);
  });

  test('row 18 large bodies at once are worked on one after the other; a small one passes them', async () => {
    const large = { ...invocation, data: { x: Array(60_000).fill({ sku: 'a', price: 1.5 }) } };
    const ended: string[] = [];
    const tell = (name: string) => (answer: { statusCode: number }) => void ended.push(`${name} ${answer.statusCode}`);
    const all = [1, 2, 3, 4].map((number) => start(large as never).then(tell(`large ${number}`)));
    await Promise.race(all);
    await start().then(tell('small'));
    await Promise.all(all);
    expect([...ended].sort()).toEqual(['large 1 200', 'large 2 200', 'large 3 200', 'large 4 200', 'small 200']);
    expect(ended.at(-1)).toMatch(/^large/);
  });
});
