import { readFile } from 'node:fs/promises';

import { atOnce } from '../../activities/at-once.ts';
import type { Database } from '../../platform/database/database.ts';
import { invoke } from '../support/ask.ts';
import { longDelay, send } from './automations.ts';
import { type Product, startProduct } from './product.ts';
import { untilRuns } from './run-counts.ts';
import type { World } from './world.ts';

const FEW = 500;
const MANY = 2_000;
const CLIENTS = 10;

/** B7: what one more run that sleeps costs, of the database and of the worker's memory, which caches 200 of them. */
export async function sleepers(world: World): Promise<void> {
  const { report, scaled } = world;
  const product = await startProduct(world);
  const stages = [{ count: 0, ...(await sizesOf(product)) }];
  for (const count of [scaled(FEW), scaled(MANY)]) {
    await sleepUntilThereAre(product, count);
    stages.push({ count, ...(await sizesOf(product)) });
  }
  const [none, few, many] = stages as [Stage, Stage, Stage];
  report.ratio('bytes of the database a run, later beside earlier', 'B', {
    ours: (many.bytes - few.bytes) / (many.count - few.count),
    anchor: (few.bytes - none.bytes) / (few.count - none.count),
  });
  report.ratio(`memory of the worker at ${many.count} runs, beside ${few.count}`, 'MB', {
    ours: many.worker / 1024,
    anchor: few.worker / 1024,
  });
  await product.close();
}

interface Stage {
  count: number;
  bytes: number;
  /** In kilobytes. */
  worker: number;
}

async function sleepUntilThereAre(product: Product, count: number): Promise<void> {
  const [row] = await product.database.query<{ there: number }>('SELECT count(*)::int AS there FROM run');
  const missing = Array.from({ length: count - (row?.there ?? 0) });
  await atOnce(CLIENTS, missing, () => invoke(product, { automation: { steps: [longDelay, send] } }));
  await untilRuns(product.database, 'WAITING', count);
}

async function sizesOf({ database, pids }: Product): Promise<Omit<Stage, 'count'>> {
  return { bytes: await bytesOf(database), worker: await residentOf(pids.worker) };
}

/** Without what earlier versions of rows take up until the vacuum that comes anyway. */
async function bytesOf(database: Database): Promise<number> {
  await database.query('VACUUM FULL run, run_step');
  const [row] = await database.query<{ bytes: number }>(
    `SELECT (pg_total_relation_size('run') + pg_total_relation_size('run_step'))::int AS bytes`,
  );
  return row?.bytes ?? 0;
}

/** In kilobytes, as Linux knows it. */
async function residentOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1]);
}
