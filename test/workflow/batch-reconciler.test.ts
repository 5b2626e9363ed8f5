import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';

import { BatchReconciler } from '../../apps/worker/batch-reconciler.ts';
import type { Mend } from '../../apps/worker/rounds.ts';
import { BatchChecks } from '../../platform/database/runs/batch-checks.ts';
import { RunCancelations } from '../../platform/database/runs/run-cancelations.ts';
import { MemoryWorkflows } from '../../platform/memory/memory-workflows.ts';
import { untilEnded } from '../support/ask.ts';
import { type Engine, startEngine } from '../support/engine.ts';
import { eventually } from '../support/eventually.ts';
import { inspectJourney } from '../support/journeys/inspect-journey.ts';
import { startJourney } from '../support/journeys/start-journey.ts';
import { ownNamespace } from '../support/namespace.ts';

let temporal: Awaited<ReturnType<typeof ownNamespace>>;
let engine: Engine;
let reconciler: BatchReconciler;
const mends: Mend[] = [];

/** Whoever comes last tells nobody: its signals are lost. */
beforeAll(async () => {
  temporal = await ownNamespace(inject('temporalAddress'));
  engine = await startEngine({ ...temporal, ports: { workflows: new MemoryWorkflows() } });
  const onError = (error: Error) => expect.fail(error.message);
  const onMended = (mend: Mend) => mends.push(mend);
  const checks = new BatchChecks(engine.database);
  reconciler = new BatchReconciler({ checks, workflows: engine.workflows, onError, onMended });
});

afterAll(async () => {
  await engine.close();
  await temporal.close();
});

/** Two runs that fill a batch, whose owner would wait a month. */
async function fill(journey: string) {
  const retain = { type: 'first', count: 25 };
  const periods = { wait_period: 'P30D', max_wait_period: 'P40D' };
  const nodes = [{ type: 'batch', scope: 'user', ...periods, retain, max_items: 2 }, { type: 'exit' }];
  const come = (n: number) => startJourney(engine, { nodes, journey, recipient: 'ada', data: { n } });
  const owner = await come(1);
  await eventually(async () => expect((await inspectJourney(engine, owner)).status).toBe('WAITING'));
  await untilEnded(engine, await come(2));
  return owner;
}

const due = () =>
  engine.database.query(`UPDATE batch_window SET check_after = now() - interval '1 second' WHERE check_after > now()`);
const checked = () => engine.database.query('SELECT run_id FROM batch_window WHERE check_after IS NOT NULL');

describe('batch reconciler', () => {
  it('row 24 N-62 a full batch whose signal was lost is told again, once, and released', async () => {
    const owner = await fill('lost');
    expect((await inspectJourney(engine, owner)).status).toBe('WAITING');
    expect(await reconciler.round()).toBe(0);
    await due();
    expect(await reconciler.round()).toBe(1);
    await untilEnded(engine, owner);
    const { status, context } = await inspectJourney(engine, owner);
    expect([status, context.data.batch]).toEqual(['PROCESSED', { count: 2, items: [{ n: 1 }, { n: 2 }] }]);
    expect([mends, await checked()]).toEqual([['told'], []]);
  });

  it('N-65 a full batch whose owner was canceled is looked for no more', async () => {
    const owner = await fill('canceled');
    await new RunCancelations(engine.database).byId('test', 'journey', owner);
    await due();
    expect([await reconciler.round(), await checked()]).toEqual([0, []]);
    await engine.client.workflow.getHandle(owner).terminate('the test is over');
  });
});
