import { afterEach, beforeEach, expect, inject, it } from 'vitest';

import { freePort } from '../../platform/free-port.ts';
import { eventually } from '../support/eventually.ts';
import { NativeCompose } from '../support/native-compose.ts';
import { type Outage, TcpProxy } from '../support/tcp-proxy.ts';

let proxy: TcpProxy;
let compose: NativeCompose;
let metricsPort: number;

beforeEach(async () => {
  proxy = await TcpProxy.start(Number(inject('temporalAddress').split(':')[1]));
  metricsPort = await freePort();
  const environment = {
    DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none',
    TEMPORAL_ADDRESS: `127.0.0.1:${proxy.port}`,
    ANGARIUM_METRICS_PORT: `${metricsPort - 1}`,
  };
  const secrets = { ANGARIUM_DATABASE_PASSWORD: 'p', ANGARIUM_ENCRYPTION_KEYS: '' };
  compose = new NativeCompose({ secrets, environment, ports: { 9465: metricsPort } });
});

afterEach(() => proxy.close());

it.each<Outage>(['refuses', 'falls silent'])(
  'R-02 worker: while Temporal %s it lives and is not healthy, and told to stop it ends at once, in order',
  async (outage) => {
    proxy.interrupt(outage);
    const worker = await compose.start('worker');
    await eventually(async () => expect((await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).status).toBe(200));
    await eventually(() => expect(proxy.turnedAway).toBeGreaterThan(0));
    expect(await compose.isHealthy('worker')).toBe(false);
    await worker.stop('SIGTERM', 3_000);
    expect(await worker.exited).toBe('exit code 0');
  },
);
