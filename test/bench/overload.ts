import { setTimeout as pause } from 'node:timers/promises';

import { invoke } from '../support/ask.ts';
import { eventually } from '../support/eventually.ts';
import { numbered, readersOf } from '../support/lists.ts';
import { send } from './automations.ts';
import { median, percentile } from './percentile.ts';
import { type Product, startProduct } from './product.ts';
import type { World } from './world.ts';

const LIST = 50_000;
const SINGLES = 200;
/** Requests come at their times, whether earlier ones are answered or not. */
const EVERY_MS = 100;
const CHUNK = 10_000;

/** Single sends, from their acceptance to their end, while a list goes out, beside the same when nothing else is done. */
export async function overload(world: World): Promise<void> {
  const { report, scaled } = world;
  const product = await startProduct(world);
  const size = scaled(LIST);
  const users = numbered(size);
  for (let from = 0; from < size; from += CHUNK) await readersOf(product, 'all', users.slice(from, from + CHUNK));
  await singles(product, scaled(SINGLES));
  const idle = await singles(product, scaled(SINGLES));
  const step = { action: 'send-list', list: 'all', message: { content: { title: 'T', body: 'B' } } };
  await invoke(product, { automation: { steps: [step] } });
  await eventually(async () => mustBeAbove(0, await sentOf(product)));
  const before = await sentOf(product);
  const busy = await singles(product, scaled(SINGLES));
  const after = await sentOf(product);
  report.figure('recipients of the list', size, '');
  report.figure('… sent to when the single sends began, and when they ended', before, `and ${after}`);
  if (after >= size) report.note('void: the list was out before the single sends were');
  report.ratio('p50 of a single send, beside idle', 'ms', { ours: median(busy), anchor: median(idle) });
  report.ratio('p99 of a single send, beside idle (aim: at most 3)', 'ms', {
    ours: percentile(busy, 0.99),
    anchor: percentile(idle, 0.99),
  });
  await product.close();
}

/** How long each took by its own row, in milliseconds. */
async function singles(product: Product, count: number): Promise<number[]> {
  const began = Date.now();
  const accepted = Array.from({ length: count }, async (_, index) => {
    await pause(Math.max(0, began + index * EVERY_MS - Date.now()));
    return invoke(product, { automation: { steps: [send] } });
  });
  const ids = await Promise.all(accepted);
  return eventually(async () => {
    const rows = await product.database.query<{ took: number }>(
      `SELECT extract(epoch FROM updated_at - created_at)::float8 * 1000 AS took FROM run WHERE id = ANY($1) AND status = 'PROCESSED'`,
      [ids],
    );
    mustBeAbove(count - 1, rows.length);
    return rows.map(({ took }) => took);
  }, 120_000);
}

async function sentOf({ database }: Product): Promise<number> {
  const [row] = await database.query<{ sent: number }>(
    `SELECT count(*)::int AS sent FROM message WHERE list_id = 'all' AND status = 'SENT'`,
  );
  return row?.sent ?? 0;
}

function mustBeAbove(least: number, value: number): void {
  if (value <= least) throw new Error(`${value} is not above ${least} yet`);
}
