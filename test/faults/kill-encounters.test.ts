import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, inject, it } from 'vitest';

import { BatchReconciler } from '../../apps/worker/batch-reconciler.ts';
import { BatchChecks } from '../../platform/database/runs/batch-checks.ts';
import { untilEnded } from '../support/ask.ts';
import { startEngineApi } from '../support/engine-api.ts';
import { inspectJourney } from '../support/journeys/inspect-journey.ts';
import { acceptJourney } from '../support/journeys/start-journey.ts';
import { ownNamespace } from '../support/namespace.ts';
import { newFolder } from '../support/programs.ts';
import { MortalWorker } from './mortal-worker.ts';

const folder = newFolder();

afterAll(() => rmSync(folder, { recursive: true }));

/**
 * So many runs of one journey at once, whose worker is killed when ten of them have a verdict that it has not told. It signals
 * nothing to other runs: whatever it would, the reconciler does.
 */
async function play(name: string, nodes: object[], count: number) {
  const temporal = await ownNamespace(inject('temporalAddress'));
  const api = await startEngineApi(temporal);
  const worker = new MortalWorker({
    databaseUrl: api.databaseUrl,
    temporalAddress: inject('temporalAddress'),
    namespace: temporal.namespace,
    bundle: inject('workflowBundle'),
    leaseMs: 3_000,
    point: 'after the verdict',
    deliveries: 10,
    marker: join(folder, name),
  });
  const working = worker.run();
  const checks = new BatchChecks(api.database);
  const errors: Error[] = [];
  const reconciler = new BatchReconciler({
    checks,
    workflows: api.workflows,
    onError: (error) => errors.push(error),
  });
  const ending = new AbortController();
  const reconciling = reconciler.run(ending.signal);
  try {
    const accepted = [];
    for (let n = 0; n < count; n++) accepted.push(await acceptJourney(api, { nodes, recipient: 'ada', data: { n } }));
    await Promise.all(accepted.map((run) => api.starter.startAndWait(run)));
    const ended = [];
    for (const { id } of accepted) {
      await Promise.race([untilEnded(api, id), working]);
      ended.push(await inspectJourney(api, id));
    }
    expect(worker.kills).toBe(1);
    expect(errors).toEqual([]);
    return ended;
  } finally {
    ending.abort();
    await reconciling;
    await worker.close();
    await api.close();
    await temporal.close();
  }
}

describe('kill -9 of the worker between a verdict and its workflow', { timeout: 170_000 }, () => {
  it('row 23 N-42 F-13 of 50 runs exactly as many pass a throttle as may', async () => {
    const nodes = [{ type: 'throttle', scope: 'global', max_allowed: 12, period: 'PT1H' }, { type: 'exit' }];
    const ended = await play('throttle', nodes, 50);
    expect(ended.filter(({ status }) => status === 'PROCESSED')).toHaveLength(12);
    expect(ended.filter(({ status }) => status === 'THROTTLED')).toHaveLength(38);
  });

  it('row 24 N-61 F-13 of 50 items each is in exactly one batch', async () => {
    const retain = { type: 'first', count: 25 };
    const batch = {
      type: 'batch',
      scope: 'user',
      wait_period: 'PT4S',
      max_wait_period: 'PT30S',
      max_items: 20,
      retain,
    };
    const ended = await play('batch', [batch, { type: 'exit' }], 50);
    expect(ended.map(({ status }) => status)).toEqual(Array(50).fill('PROCESSED'));
    const batches = ended.flatMap(({ context }) =>
      context.data.batch ? [context.data.batch] : [],
    ) as unknown as Batch[];
    const found = batches.flatMap(({ items }) => items.map(({ n }) => n)).sort((one, other) => one - other);
    expect(found).toEqual([...ended.keys()]);
  });

  it('row 24 N-62 a batch is released that is full, though its owner was never told and would wait a month', async () => {
    const retain = { type: 'first', count: 25 };
    const periods = { wait_period: 'P30D', max_wait_period: 'P40D' };
    const batch = { type: 'batch', scope: 'user', ...periods, max_items: 20, retain };
    const ended = await play('full', [batch, { type: 'exit' }], 40);
    expect(ended.filter(({ context }) => context.data.batch)).toHaveLength(2);
  });
});

interface Batch {
  items: { n: number }[];
}
