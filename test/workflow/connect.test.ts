import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, inject, it } from 'vitest';

import { connect } from '../../apps/worker/connect.ts';
import { SdkRuntime } from '../../apps/worker/runtime.ts';
import { loadServerSettings } from '../../platform/config/server-settings.ts';
import { freePort } from '../../platform/free-port.ts';
import { TcpProxy } from '../support/tcp-proxy.ts';

let proxy: TcpProxy;
let takers: Server[];

beforeEach(async () => {
  proxy = await TcpProxy.start(Number(inject('temporalAddress').split(':')[1]));
  takers = [];
});

afterEach(async () => {
  for (const taker of takers) taker.close();
  await proxy.close();
});

/** What takes a port for good. */
async function take(port: number): Promise<void> {
  const taker = createServer().listen(port, '127.0.0.1');
  takers.push(taker);
  await once(taker, 'listening');
}

it('R-22 connect: waits for a Temporal that is away, with its metrics on another port once others have taken theirs', async () => {
  const ports: number[] = [];
  const runtime = new SdkRuntime(pino({ level: 'silent' }), async () => {
    ports.push(await freePort());
    return ports.at(-1) ?? 0;
  });
  const failures: unknown[] = [];
  const warn = async ({ err }: { err: unknown }) => {
    failures.push(err);
    await take(ports.at(-1) ?? 0);
    if (failures.length === 2) proxy.mend();
  };
  proxy.interrupt('refuses');
  const settings = loadServerSettings({
    DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none',
    TEMPORAL_ADDRESS: `127.0.0.1:${proxy.port}`,
  });
  const connection = await connect({ settings, runtime, log: { warn } as never, againMs: 100 });
  expect(failures).toHaveLength(2);
  expect(new Set(ports).size).toBe(3);
  await connection.workflowService.getSystemInfo({});
  expect(await runtime.metrics()).toContain('temporal_request');
  await connection.close();
});
