import { connect, type Socket } from 'node:net';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { MOST_REQUESTS, useAdmission } from '../../../../../apps/api/http/admission.ts';
import { answerError } from '../../../../../apps/api/http/error-filter.ts';
import { eventually } from '../../../../support/eventually.ts';
import { Gate } from '../../../../support/gate.ts';

const BODY = 'content-type: application/json\r\ncontent-length: 9\r\n';

let fastify: FastifyInstance;
let port: number;
/** Before the body is read, and in the handler. */
let gates: { hook: Gate; handler: Gate };
let arrived: number;
let handled: number;
let hungUp: number;

beforeEach(async () => {
  gates = { hook: new Gate(), handler: new Gate() };
  [arrived, handled, hungUp] = [0, 0, 0];
  fastify = Fastify();
  fastify.setErrorHandler(answerError);
  useAdmission(fastify, 1_000);
  fastify.addHook('onRequest', async ({ raw, url }) => {
    arrived += 1;
    raw.socket.once('close', () => {
      hungUp += 1;
    });
    if (url === '/held-up') await gates.hook.pass();
  });
  const slow = async () => {
    handled += 1;
    await gates.handler.pass();
    return 'done';
  };
  fastify.get('/slow', slow);
  fastify.get('/held-up', slow);
  fastify.post('/quick', async () => 'done');
  port = Number(new URL(await fastify.listen({ host: '127.0.0.1', port: 0 })).port);
});

afterEach(() => fastify.close());

const status = async () => (await fastify.inject({ method: 'POST', url: '/quick' })).statusCode;

/** As many requests as there is room for, all of them under way. */
async function fill(head: string): Promise<Socket[]> {
  const text = `${head} HTTP/1.1\r\nhost: x\r\n${head.startsWith('POST') ? BODY : ''}\r\n`;
  const sockets = Array.from({ length: MOST_REQUESTS }, () => connect(port, '127.0.0.1'));
  for (const socket of sockets) socket.on('error', () => {}).write(text);
  await eventually(() => expect(arrived).toBe(MOST_REQUESTS));
  return sockets;
}

async function hangUp(sockets: readonly Socket[]): Promise<void> {
  for (const socket of sockets) socket.destroy();
  await eventually(() => expect(hungUp).toBe(MOST_REQUESTS));
}

describe('admission: a client that hangs up', () => {
  it('row 18 makes no room while its handler works, and does when that ends', async () => {
    await hangUp(await fill('GET /slow'));
    expect([handled, await status()]).toEqual([MOST_REQUESTS, 503]);
    gates.handler.open();
    await eventually(async () => expect(await status()).toBe(200));
  });

  it('row 18 before its handler began makes room, until that begins after all', async () => {
    await hangUp(await fill('GET /held-up'));
    await eventually(async () => expect(await status()).toBe(200));
    gates.hook.open();
    await eventually(() => expect(handled).toBe(MOST_REQUESTS));
    expect(await status()).toBe(503);
    gates.handler.open();
    await eventually(async () => expect(await status()).toBe(200));
  });

  it('row 18 in the middle of its body makes room', async () => {
    const sockets = await fill('POST /quick');
    expect(await status()).toBe(503);
    await hangUp(sockets);
    await eventually(async () => expect(await status()).toBe(200));
  });
});
