import { rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { atOnce } from '../../activities/at-once.ts';
import { MortalWorker } from '../faults/mortal-worker.ts';
import { invoke } from '../support/ask.ts';
import { copyDatabase } from '../support/copy-database.ts';
import { startEngineApi } from '../support/engine-api.ts';
import { ownNamespace } from '../support/namespace.ts';
import { configureParcels } from '../support/parcel-provider.ts';
import { startParcelServer } from '../support/parcel-server.ts';
import { newFolder } from '../support/programs.ts';
import { bundleWorkflows } from '../support/workflow-bundle.ts';
import { prepareAnchors } from './anchors.ts';
import { untilRuns } from './run-counts.ts';
import type { World } from './world.ts';

const RUNS = 60;
const CLIENTS = 20;
const LEASE_MS = 2_000;
/** Of messages handed over; then the worker is killed, with whatever it has under way. */
const KILL_EVERY = 20;

/** What kills of the worker come to, by the log of a provider: messages that it was never handed, and handed more than once. */
export async function killed({ postgres, temporal, report, scaled }: World): Promise<void> {
  const own = await ownNamespace(temporal.address);
  const databaseUrl = await copyDatabase(postgres.url, postgres.template);
  const api = await startEngineApi({ ...own, databaseUrl, outbox: false });
  await configureParcels(api.database);
  const folder = newFolder();
  const bundle = join(folder, 'workflows.js');
  writeFileSync(bundle, (await bundleWorkflows(resolve('workflows/index.ts'))).code);
  const place = { databaseUrl, temporalAddress: temporal.address };
  const runs = Array.from({ length: scaled(RUNS) });

  const ours = await underKills(
    'test/faults/list-worker.ts',
    { ...place, namespace: own.namespace, bundle, leaseMs: LEASE_MS },
    async () => {
      const message = { to: { email: 'ada@example.com' }, content: { title: 'T', body: 'B' } };
      await atOnce(CLIENTS, runs, () => invoke(api, { automation: { steps: [{ action: 'send', message }] } }));
      await untilRuns(api.database, 'PROCESSED', runs.length);
    },
  );
  const [row] = await api.database.query<{ listed: number }>(
    `SELECT count(*)::int AS listed FROM attempt WHERE outcome = 'unknown'`,
  );
  report.note(`${ours.kills} kills, ours: ${told(ours, runs.length)}, ${row?.listed} calls listed as unknown`);
  report.count('ours: lost', runs.length - ours.keys, { exactly: 0 });
  report.count('ours: handed over again without being listed', Math.max(0, ours.again - (row?.listed ?? 0)), {
    exactly: 0,
  });

  const anchors = await prepareAnchors({ ...place, database: api.database, client: own.client });
  const naive = await underKills('test/bench/anchor-worker.ts', anchors.order, async () => {
    await atOnce(CLIENTS, runs, async () => {
      const handle = await anchors.start('naive');
      await handle.result();
    });
  });
  report.note(`${naive.kills} kills, an activity a part: ${told(naive, runs.length)}, listed nowhere`);
  anchors.close();
  rmSync(folder, { recursive: true });
  await api.close();
  await own.close();
}

interface Toll {
  kills: number;
  /** Messages that arrived, however often. */
  keys: number;
  /** Arrivals of a message that had arrived before. */
  again: number;
}

/** Does the work while a worker, started again each time, is killed again and again. */
async function underKills(script: string, order: object, work: () => Promise<unknown>): Promise<Toll> {
  let kill = () => {};
  const parcels = await startParcelServer((count) => {
    if (count % KILL_EVERY === 0) kill();
  });
  const worker = new MortalWorker({ ...order, port: parcels.port }, script);
  kill = () => worker.kill();
  const running = worker.run();
  await Promise.race([work(), running]);
  const { kills } = worker;
  await worker.close();
  await running;
  await parcels.close();
  const keys = parcels.accepted().length;
  return { kills, keys, again: parcels.received() - keys };
}

function told({ keys, again }: Toll, runs: number): string {
  return `${runs - keys} of ${runs} lost, ${again} handed over again`;
}
