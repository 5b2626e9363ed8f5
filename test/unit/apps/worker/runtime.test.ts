import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { Runtime } from '@temporalio/worker';
import { pino } from 'pino';
import { afterEach, expect, it } from 'vitest';

import { SdkRuntime } from '../../../../apps/worker/runtime.ts';
import { freePort } from '../../../../platform/free-port.ts';

const log = pino({ level: 'silent' });

afterEach(() => Runtime._instance?.shutdown());

/** A port that somebody else listens on. */
async function takenPort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { port: (server.address() as AddressInfo).port, free: () => server.close() };
}

it('R-22 runtime: serves the metrics on another port when the chosen one was taken meanwhile', async () => {
  const { port, free } = await takenPort();
  const last = await freePort();
  const ports = [port, port, last];
  const runtime = new SdkRuntime(log, async () => ports.shift() ?? 0);
  await runtime.install();
  expect((await fetch(`http://127.0.0.1:${last}/metrics`)).status).toBe(200);
  free();
});

it('R-22 runtime: gives up when every port is taken, and can be installed later', async () => {
  const { port, free } = await takenPort();
  let chosen = 0;
  const runtime = new SdkRuntime(log, async () => {
    chosen += 1;
    return chosen > 5 ? freePort() : port;
  });
  await expect(runtime.install()).rejects.toThrow(/in use/);
  expect(await runtime.metrics()).toBe('');
  await runtime.install();
  expect(Runtime._instance).toBeDefined();
  free();
});

it('R-22 runtime: one that is there stays', async () => {
  const runtime = new SdkRuntime(log);
  await runtime.install();
  const first = Runtime._instance;
  await runtime.install();
  expect(Runtime._instance).toBe(first);
});
