import { Registry } from 'prom-client';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';

import type { Settlement } from '../../activities/ports/ledger.ts';
import { CountedLedger } from '../../apps/worker/metrics/counted-ledger.ts';
import { CountedRunChecks } from '../../apps/worker/metrics/counted-run-checks.ts';
import { CountedRuns } from '../../apps/worker/metrics/counted-runs.ts';
import { Database } from '../../platform/database/database.ts';
import { ensureWorkspace } from '../../platform/database/ensure-workspace.ts';
import { RunMeter } from '../../platform/metrics/run-meter.ts';
import { newLedgerRun } from '../support/ledger-run.ts';
import { createDatabase } from '../support/postgres.ts';

let database: Database;
let registry: Registry;
let meter: RunMeter;

beforeAll(async () => {
  database = new Database({ databaseUrl: await createDatabase() });
  await ensureWorkspace(database.pool, { outbox: false });
});

afterAll(() => database.close());

beforeEach(() => {
  registry = new Registry();
  meter = new RunMeter(registry);
});

/** How many runs were counted by the status in which they ended. */
async function counted(): Promise<Record<string, number>> {
  const metric = await registry.getSingleMetric('angarium_runs_ended_total')?.get();
  return Object.fromEntries((metric?.values ?? []).map(({ labels, value }) => [labels.status, value]));
}

type Ends = Record<string, (runId: string) => Promise<unknown>>;

const ends = (): Ends => {
  const runs = new CountedRuns(database.pool, meter);
  const checks = new CountedRunChecks(database, meter);
  return {
    'a step that breaks it': (runId) =>
      runs.record({
        call: { runId, order: 1, at: 2 },
        ...{ outcome: { kind: 'failed', reason: 'r' }, status: 'ERROR', runStatus: 'ERROR', context: {} },
      }),
    'its last step': (runId) => runs.finish({ runId, at: 2 }),
    'a cancel in Temporal': (runId) => runs.cancel({ runId, at: 2 }),
    'a reconciler that finds it gone': (runId) => checks.end(runId, 'gone'),
    'a reconciler that finds it canceled': (runId) => checks.cancel(runId),
  };
};

it.each([
  ['a step that breaks it', { ERROR: 1 }],
  ['its last step', { PROCESSED: 1 }],
  ['a cancel in Temporal', { CANCELED: 1 }],
  ['a reconciler that finds it gone', { ERROR: 1 }],
  ['a reconciler that finds it canceled', { CANCELED: 1 }],
])('R-22 a run that is ended by %s is counted, and none that had ended', async (name, expected) => {
  const { runId } = await newLedgerRun(database);
  await ends()[name]?.(runId);
  expect(await counted()).toEqual(expected);
  for (const end of Object.values(ends())) await end(runId);
  expect(await counted()).toEqual(expected);
});

it('R-22 a settlement counts the run that it ends, once, and none that was canceled before it', async () => {
  const ledger = new CountedLedger(database.pool, meter);
  const ended: Settlement['step'] = { outcome: { kind: 'processed' }, runStatus: 'PROCESSED' };
  const settle = async (isCanceled: boolean) => {
    const { runId, message, claim, world } = await newLedgerRun(database);
    await claim();
    if (isCanceled) await world.cancel();
    const call = { runId, order: 0, at: 2 };
    const place = { call, at: 2, messageId: message.id, channel: 'email', attempt: 1 };
    const settlement: Settlement = { ...place, outcome: 'sent', answer: '250', step: ended };
    return [await ledger.settle(settlement), await ledger.settle(settlement)];
  };
  expect(await settle(true)).toEqual([false, false]);
  expect(await counted()).toEqual({});
  expect(await settle(false)).toEqual([true, false]);
  expect(await counted()).toEqual({ PROCESSED: 1 });
});
