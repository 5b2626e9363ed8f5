import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';

import type { Mend } from '../../apps/worker/rounds.ts';
import { RunReconciler } from '../../apps/worker/run-reconciler.ts';
import { AdHocInvoke } from '../../language/automation.ts';
import { compileAutomation } from '../../language/compile/compile.ts';
import { type DueRun, RunChecks } from '../../platform/database/runs/run-checks.ts';
import { TemporalRunStarter } from '../../platform/temporal/temporal-run-starter.ts';
import { TemporalWorkflows } from '../../platform/temporal/temporal-workflows.ts';
import { inspect, invoke, untilEnded } from '../support/ask.ts';
import { type Engine, startEngine } from '../support/engine.ts';
import { eventually } from '../support/eventually.ts';
import { ownNamespace } from '../support/namespace.ts';
import { insertRun } from '../support/rows.ts';

const send = { action: 'send', message: { to: { email: 'a@example.com' }, content: { title: 'T', body: 'B' } } };
const delay = { action: 'delay', duration: '30 days' };

/** Whose runs end on their own between the look at their rows and that at their workflows. */
class LateChecks extends RunChecks {
  override async take(most: number): Promise<DueRun[]> {
    const due = await super.take(most);
    const ids = due.map(({ id }) => id);
    await engine.database.query(`UPDATE run SET status = 'PROCESSED' WHERE id = ANY($1)`, [ids]);
    return due;
  }
}

let temporal: Awaited<ReturnType<typeof ownNamespace>>;
let engine: Engine;
let reconciler: RunReconciler;
const troubles: Error[] = [];
let mends: Mend[] = [];

beforeAll(async () => {
  temporal = await ownNamespace(inject('temporalAddress'));
  engine = await startEngine(temporal);
  const checks = new RunChecks(engine.database);
  const { workflows, starter } = engine;
  const onError = (error: Error) => troubles.push(error);
  const onMended = (mend: Mend) => mends.push(mend);
  reconciler = new RunReconciler({ checks, workflows, starter, onError, onMended });
});

afterAll(async () => {
  await engine.close();
  await temporal.close();
});

/** Nothing that an earlier test left is due. */
beforeEach(async () => {
  mends = [];
  await engine.database.query(`UPDATE run SET check_after = now() + interval '1 day'`);
});

const due = () => engine.database.query('UPDATE run SET check_after = created_at');

/** A run as the API commits it, whose start was lost. */
function accepted(): Promise<string> {
  const { plan, context } = compileAutomation(AdHocInvoke.parse({ automation: { steps: [send] } }), Date.now());
  const json = JSON.parse(JSON.stringify({ plan, context }));
  return insertRun(engine.database, { environmentId: 'test', status: 'NOT PROCESSED', ...json });
}

async function sleeping() {
  const runId = await invoke(engine, { automation: { steps: [send, delay, send] } });
  await eventually(async () => expect((await inspect(engine, runId)).run.status).toBe('WAITING'));
  return { runId, handle: engine.client.workflow.getHandle(runId) };
}

describe('reconciler', () => {
  it('row 2 F-13 starts a run that was accepted and never started, once', async () => {
    const runId = await accepted();
    await due();
    expect(await reconciler.round()).toBe(1);
    expect(await reconciler.round()).toBe(0);
    await untilEnded(engine, runId);
    const { run, steps } = await inspect(engine, runId);
    expect(run.status).toBe('PROCESSED');
    expect(steps).toMatchObject([{ status: 'PROCESSED' }]);
    expect(mends).toEqual(['started']);
  });

  it('row 2 F-13 a run whose workflow waits for a worker is looked at the more seldom the longer it waits', async () => {
    const workerless = await ownNamespace(inject('temporalAddress'));
    try {
      const starter = new TemporalRunStarter(workerless.client, {
        ...engine.starter.options,
        withSearchAttributes: () => false,
      });
      const waiting = new RunReconciler({
        ...reconciler.options,
        starter,
        workflows: new TemporalWorkflows(workerless.client, starter, () => {}),
      });
      const runId = await accepted();
      for (const expected of [['started'], []]) {
        await engine.database.query(
          `UPDATE run SET created_at = now() - interval '2 minutes', check_after = now() WHERE id = $1`,
          [runId],
        );
        mends = [];
        await waiting.round();
        expect(mends).toEqual(expected);
        const [row] = await engine.database.query(
          `SELECT check_after > now() + interval '1 minute' AS seldom, status FROM run WHERE id = $1`,
          [runId],
        );
        expect(row).toEqual({ seldom: true, status: 'NOT PROCESSED' });
      }
      await engine.database.query(`UPDATE run SET status = 'PROCESSED' WHERE id = $1`, [runId]);
    } finally {
      await workerless.close();
    }
  });

  it('F-13 two at once share the runs that are due, and each run is one workflow', async () => {
    const runIds = await Promise.all(Array.from({ length: 10 }, accepted));
    await due();
    const found = await Promise.all([reconciler.round(), reconciler.round()]);
    expect(found[0] + found[1]).toBe(10);
    for (const runId of runIds) await untilEnded(engine, runId);
    const [{ sent } = {}] = await engine.database.query(
      'SELECT count(*)::int AS sent FROM attempt a JOIN message m ON m.id = a.message_id WHERE m.run_id = ANY($1)',
      [runIds],
    );
    expect(sent).toBe(10);
  });

  it('J-41 a run whose workflow was terminated becomes ERROR, with the reason on its current step', async () => {
    const { runId, handle } = await sleeping();
    await handle.terminate('by hand');
    await due();
    await reconciler.round();
    const { run, steps } = await inspect(engine, runId);
    expect(run.status).toBe('ERROR');
    const reason = 'the workflow is gone from Temporal (TERMINATED)';
    expect(steps).toMatchObject([{ status: 'PROCESSED' }, { status: 'ERROR', context: { reason } }]);
    expect(mends).toEqual(['ended']);
  });

  it('J-41 a run that waits as it should is left alone', async () => {
    const { runId, handle } = await sleeping();
    const before = await inspect(engine, runId);
    await due();
    await reconciler.round();
    expect(await inspect(engine, runId)).toEqual(before);
    expect(mends).toEqual([]);
    await handle.terminate('the test is over');
  });

  it.each(['terminate', 'cancel'] as const)(
    'R-22 a run that ended by itself before its %s was found is no mend',
    async (end) => {
      const { runId, handle } = await sleeping();
      await handle[end]();
      await handle.result().catch(() => {});
      await engine.database.query(`UPDATE run SET status = 'WAITING' WHERE id = $1`, [runId]);
      await due();
      const late = new RunReconciler({ ...reconciler.options, checks: new LateChecks(engine.database) });
      await late.round();
      expect((await inspect(engine, runId)).run.status).toBe('PROCESSED');
      expect(mends).toEqual([]);
    },
  );

  it('J-42 a run that had ended is not looked at, whatever became of its workflow', async () => {
    const runId = await accepted();
    await engine.database.query(`UPDATE run SET status = 'PROCESSED' WHERE id = $1`, [runId]);
    await due();
    expect(await reconciler.round()).toBeLessThan(2);
    expect((await inspect(engine, runId)).run.status).toBe('PROCESSED');
    expect(troubles).toEqual([]);
  });
});
