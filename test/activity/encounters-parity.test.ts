import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';

import type { BatchRequest, Encounters, PassRequest } from '../../activities/ports/encounters.ts';
import { sortValue } from '../../language/batch/sort-value.ts';
import { Database } from '../../platform/database/database.ts';
import { ensureWorkspace } from '../../platform/database/ensure-workspace.ts';
import { DatabaseEncounters } from '../../platform/database/runs/database-encounters.ts';
import { RunCancelations } from '../../platform/database/runs/run-cancelations.ts';
import { cancelRun } from '../../platform/memory/cancel-run.ts';
import { MemoryEncounters } from '../../platform/memory/memory-encounters.ts';
import { MemoryRows } from '../../platform/memory/memory-rows.ts';
import { MemoryRuns } from '../../platform/memory/memory-runs.ts';
import { comeTo } from '../support/journeys/come-to.ts';
import { batchRecordOf, recordOf } from '../support/journeys/encounter-records.ts';
import { journeyPlan, TRIGGER } from '../support/journeys/journey-plan.ts';
import { acceptJourney } from '../support/journeys/start-journey.ts';
import { createDatabase } from '../support/postgres.ts';

const environmentId = 'test';
const RUNS = 5;

let database: Database;

beforeAll(async () => {
  database = new Database({ databaseUrl: await createDatabase() });
  await ensureWorkspace(database.pool, { outbox: false });
});

afterAll(() => database.close());

/** What a run does at a node, so long after what was done before. */
const deed = fc.record({
  kind: fc.constantFrom('comes', 'comes', 'comes', 'is canceled'),
  run: fc.nat(RUNS - 1),
  afterMs: fc.constantFrom(0, 1, 5, 10),
});
const deeds = fc.array(deed, { minLength: 4, maxLength: 16 });

/** The same runs twice, before anything was done. */
async function worlds(values: readonly number[]) {
  const rows = new MemoryRows();
  const plan = journeyPlan([TRIGGER, { type: 'exit' }]);
  const ids: string[] = [];
  for (const n of values) {
    const data = { n, place: ids.length };
    const { id } = await acceptJourney({ database }, { nodes: [{ type: 'exit' }], data });
    rows.addRun(id, { plan, context: { data, profile: {} } });
    ids.push(id);
  }
  const drivers: Encounters[] = [
    new DatabaseEncounters(database),
    new MemoryEncounters(rows, new MemoryRuns(rows, () => 0)),
  ];
  const cancel = async (id: string) => {
    await new RunCancelations(database).byId(environmentId, 'journey', id);
    cancelRun(rows, id, { at: 0, reason: 'canceled', now: 0 });
  };
  return { ids, drivers, cancel };
}

/** Does the deeds one after the other, and compares what each comes to. */
async function compare(
  all: readonly { kind: string; run: number; afterMs: number }[],
  values: readonly number[],
  come: (encounters: Encounters, call: { runId: string; order: number; at: number; place: number }) => Promise<unknown>,
): Promise<void> {
  const { ids, drivers, cancel } = await worlds(values);
  let at = 1_000;
  for (const { kind, run, afterMs } of all) {
    at += afterMs;
    const runId = ids[run] ?? '';
    if (kind === 'is canceled') await cancel(runId);
    const verdicts = [];
    for (const driver of drivers) verdicts.push(await come(driver, { runId, order: 0, at, place: run }));
    expect(verdicts[1], `run ${run} at ${at}`).toEqual(verdicts[0]);
  }
}

const values = fc.array(fc.nat(4), { minLength: RUNS, maxLength: RUNS });
let round = 0;

it('N-42 passes: PostgreSQL and memory come to the same verdicts', { timeout: 120_000 }, async () => {
  const property = fc.asyncProperty(deeds, fc.integer({ min: 1, max: 3 }), async (all, mostAllowed) => {
    const key = `passes ${round++}`;
    await compare(all, Array(RUNS).fill(0), (encounters, call) => {
      const { at, runId } = call;
      const { place: _, ...own } = call;
      const request: PassRequest = { call: own, environmentId, key, mostAllowed, since: at - 10, expiresAt: at + 10 };
      return encounters.pass(request, () => recordOf(runId, at));
    });
  });
  await fc.assert(property, { numRuns: 20, seed: 20261121 });
});

it('N-61 N-62 batches: PostgreSQL and memory come to the same verdicts', { timeout: 120_000 }, async () => {
  const type = fc.constantFrom('first', 'last', 'highest', 'lowest');
  const kept = fc.record({ type, count: fc.nat(3), sortKey: fc.constantFrom('n', 'data.n', 'none') });
  const most = fc.integer({ min: 1, max: 4 });
  const property = fc.asyncProperty(deeds, values, kept, most, async (all, brought, retain, mostItems) => {
    const key = `batches ${round++}`;
    const coming = new Map<Encounters, Encounters['gather']>();
    await compare(all, brought, (encounters, call) => {
      const { at, runId } = call;
      const come = coming.get(encounters) ?? comeTo(encounters);
      coming.set(encounters, come);
      const item = { value: sortValue({ n: brought[call.place] ?? 0 }, retain), size: 20 };
      const window = { until: at + 10, latest: at + 15, mostItems };
      const { place: _, ...own } = call;
      const request: BatchRequest = { call: own, environmentId, key, ...window, ...item, retain };
      return come(request, batchRecordOf(runId, at));
    });
  });
  await fc.assert(property, { numRuns: 30, seed: 20261121 });
});
