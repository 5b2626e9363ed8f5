import { setTimeout as pause } from 'node:timers/promises';

import { atOnce } from '../../activities/at-once.ts';
import { invoke } from '../support/ask.ts';
import { send } from './automations.ts';
import { percentile } from './percentile.ts';
import { type Product, startProduct } from './product.ts';
import { untilRuns } from './run-counts.ts';
import type { World } from './world.ts';

const RUNS = 500;
const CLIENTS = 10;
const JITTER_MS = 30_000;
/** Time to invoke one run of both groups, and to put it to sleep, at its slowest. */
const MS_A_RUN = 40;

/** B8: many timers due in the same second, and as many spread over 30 s: how late the messages are, and when all are out. */
export async function timers(world: World): Promise<void> {
  const { report, scaled } = world;
  const product = await startProduct(world);
  const count = scaled(RUNS);
  const due = Date.now() + 10_000 + 2 * count * MS_A_RUN;
  const spreadFrom = due + 10_000 + count * MS_A_RUN;
  const instants = [
    ...Array.from({ length: count }, () => due),
    ...Array.from({ length: count }, (_, index) => spreadFrom + (JITTER_MS * index) / count),
  ].map((at) => Math.ceil(at / 1000) * 1000);
  const runs = await atOnce(CLIENTS, instants, (at) => invoke(product, wakingAt(at)));
  if (Date.now() > due) report.note('void: the timers were due before all runs slept');
  await pause(Math.max(0, spreadFrom - Date.now()));
  await untilRuns(product.database, 'PROCESSED', 2 * count);

  const burst = await latenessOf(product, runs.slice(0, count), instants);
  const spread = await latenessOf(product, runs.slice(count), instants.slice(count));
  report.ratio('from the last that is due to the last message', 's', {
    ours: burst.restMs / 1000,
    anchor: spread.restMs / 1000,
  });
  for (const [what, share] of [
    ['p50', 0.5],
    ['p99', 0.99],
  ] as const)
    report.ratio(`${what} of how late a message is`, 's', {
      ours: percentile(burst.lateMs, share) / 1000,
      anchor: percentile(spread.lateMs, share) / 1000,
    });
  await product.close();
}

function wakingAt(at: number): object {
  return { automation: { steps: [{ action: 'delay', until: new Date(at).toISOString() }, send] } };
}

interface Lateness {
  /** From the moment the last is due until the last is out. */
  restMs: number;
  lateMs: number[];
}

async function latenessOf({ database }: Product, runs: readonly string[], due: readonly number[]): Promise<Lateness> {
  const rows = await database.query<{ run_id: string; updated_at: Date }>(
    'SELECT run_id, updated_at FROM run_step WHERE run_id = ANY($1) AND "order" = 1',
    [runs],
  );
  const ended = new Map(rows.map((row) => [row.run_id, row.updated_at.getTime()]));
  const ends = runs.map((id) => ended.get(id) as number);
  return {
    restMs: Math.max(...ends) - Math.max(...due.slice(0, runs.length)),
    lateMs: ends.map((end, index) => end - (due[index] as number)),
  };
}
