import { Client, Connection } from '@temporalio/client';
import { Worker } from '@temporalio/worker';
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest';

import { ClientTemporalProbe } from '../../platform/temporal/client-temporal-probe.ts';
import { taskQueues } from '../../workflows/contracts/task-queues.ts';
import { bundledWorkflows } from '../support/bundled-workflows.ts';
import { eventually } from '../support/eventually.ts';
import { ownNamespace } from '../support/namespace.ts';
import { TcpProxy } from '../support/tcp-proxy.ts';

let temporal: Awaited<ReturnType<typeof ownNamespace>>;

beforeAll(async () => {
  temporal = await ownNamespace(inject('temporalAddress'));
});

afterAll(() => temporal.close());

/**
 * A probe of the namespace by way of another port. What it gave up on its client still asks again, at which a connection that is
 * closed would throw.
 */
async function probeAt(port: number) {
  const connection = Connection.lazy({ address: `127.0.0.1:${port}` });
  const probe = new ClientTemporalProbe(new Client({ connection, namespace: temporal.namespace }));
  const asked = vi.spyOn(connection.workflowService, 'describeTaskQueue');
  const close = async () => {
    await Promise.allSettled(asked.mock.results.map(({ value }) => value));
    await connection.close();
  };
  return { probe, close };
}

test('R-20 probe: Temporal is up once it answers, the worker once it polls the queue of the runs', async () => {
  const probe = new ClientTemporalProbe(temporal.client);
  expect(await probe.check()).toEqual({ temporal: true, worker: false });
  const { connection, namespace } = temporal;
  const options = { connection, namespace, ...bundledWorkflows(), taskQueue: taskQueues.runs };
  const worker = await Worker.create(options);
  await worker.runUntil(() =>
    eventually(async () => expect(await probe.check()).toEqual({ temporal: true, worker: true })),
  );
});

test('R-20 probe: a server that is gone or silent is down, and up again afterwards', async () => {
  const proxy = await TcpProxy.start(Number(inject('temporalAddress').split(':')[1]));
  const { probe, close } = await probeAt(proxy.port);
  const isUp = async () => (await probe.check()).temporal;
  expect(await isUp()).toBe(true);
  for (const outage of ['falls silent', 'refuses'] as const) {
    proxy.interrupt(outage);
    expect(await isUp()).toBe(false);
    proxy.mend();
    await eventually(async () => expect(await isUp()).toBe(true));
  }
  await close();
  await proxy.close();
});

test('R-20 probe: a namespace that Temporal does not know is as good as no Temporal', async () => {
  const connection = Connection.lazy({ address: inject('temporalAddress') });
  const probe = new ClientTemporalProbe(new Client({ connection, namespace: 'nobodys' }));
  expect(await probe.check()).toEqual({ temporal: false, worker: false });
  await connection.close();
});
