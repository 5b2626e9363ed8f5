import fc from 'fast-check';
import { describe, expect, inject, it, vi } from 'vitest';

import { inspect, invoke, publishTemplate, untilEnded } from '../support/ask.ts';
import { startEngineApi } from '../support/engine-api.ts';
import { eventually } from '../support/eventually.ts';
import { checkListSend } from '../support/list-checker.ts';
import { numbered, readersOf } from '../support/lists.ts';
import { ownNamespace } from '../support/namespace.ts';
import { configureParcels } from '../support/parcel-provider.ts';
import { startParcelServer } from '../support/parcel-server.ts';
import type { ListWorkerOrder } from './list-worker.ts';
import { MortalWorker } from './mortal-worker.ts';

// Each is a worker process of its own, started twice; most of a round is Temporal finding out that the first one is gone.
vi.setConfig({ maxConcurrency: 5 });

const ROUNDS = 10;
const SEED = 20261121;
/** What is promised is tried with 10,000 (see CONTRIBUTING); every run of the tests tries it with enough for three pages. */
const RECIPIENTS = process.env.TEST_LIST_RECIPIENTS ? Number(process.env.TEST_LIST_RECIPIENTS) : 2_300;
/** So that the test need not wait for claims of the killed. */
const LEASE_MS = 2_000;
const PATIENCE_MS = 60_000 + RECIPIENTS * 20;

/** After how many parcels the worker is killed, round by round. */
const moments = fc.sample(fc.noBias(fc.integer({ min: 1, max: RECIPIENTS - 1 })), { numRuns: ROUNDS, seed: SEED });

/** A send to a list whose worker is killed once so many parcels have arrived; what came of it when nothing more is to come. */
async function play(moment: number) {
  const temporalAddress = inject('temporalAddress');
  const temporal = await ownNamespace(temporalAddress);
  const api = await eventually(() => startEngineApi({ ...temporal, outbox: false }));
  const parcels = await startParcelServer((count) => {
    if (count === moment) worker.kill();
  });
  const { databaseUrl } = api;
  const { port } = parcels;
  const order: ListWorkerOrder = {
    databaseUrl,
    temporalAddress,
    namespace: temporal.namespace,
    bundle: inject('workflowBundle'),
    leaseMs: LEASE_MS,
    port,
  };
  const worker = new MortalWorker(order, 'test/faults/list-worker.ts');
  const working = worker.run();
  try {
    await configureParcels(api.database);
    await readersOf(api, 'everyone', numbered(RECIPIENTS));
    await eventually(() => publishTemplate(api, 'NEWS', { title: 'News for {{profile.first_name}}', body: 'Hello.' }));
    const steps = [{ action: 'send-list', list: 'everyone', template: 'NEWS' }];
    const runId = await eventually(() => invoke(api, { automation: { steps } }));
    await Promise.race([untilEnded(api, runId), working]);
    await eventually(async () => expect(await unfinished(api.database)).toBe(0), PATIENCE_MS);
    const { run } = await inspect(api, runId);
    const violations = await checkListSend(api.database.pool, {
      runId,
      list: 'everyone',
      accepted: parcels.accepted(),
    });
    return { kills: worker.kills, run: run.status, accepted: parcels.accepted().length, violations };
  } finally {
    await worker.close();
    await parcels.close();
    await api.close();
    await temporal.close();
  }
}

async function unfinished(database: Awaited<ReturnType<typeof startEngineApi>>['database']): Promise<number> {
  const [row] = await database.query<{ count: number }>(
    `SELECT count(*)::int FROM message WHERE status NOT IN ('SENT', 'UNDELIVERABLE', 'UNROUTABLE')`,
  );
  return row?.count ?? -1;
}

describe.concurrent(`kill -9 of the worker in a send to ${RECIPIENTS}`, { timeout: PATIENCE_MS * 2 }, () => {
  it.each(moments)('row 9 A-23 F-13 after %i parcels: everyone gets exactly one', async (moment) => {
    const { violations, ...told } = await play(moment);
    expect(violations.slice(0, 20)).toEqual([]);
    expect(told).toEqual({ kills: 1, run: 'PROCESSED', accepted: RECIPIENTS });
  });
});
