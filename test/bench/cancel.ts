import { performance } from 'node:perf_hooks';

import { atOnce } from '../../activities/at-once.ts';
import { ask, invoke } from '../support/ask.ts';
import { eventually } from '../support/eventually.ts';
import { longDelay, send } from './automations.ts';
import { startProduct } from './product.ts';
import { untilRuns } from './run-counts.ts';
import type { World } from './world.ts';

const RUNS = 1_000;
const CLIENTS = 10;
const TOKEN = 'everyone';
const PATIENCE_MS = 120_000;

/** B12: runs that sleep are canceled by one token: when every row says so, and when every workflow has ended. */
export async function cancel(world: World): Promise<void> {
  const { report, scaled } = world;
  const product = await startProduct(world);
  const { database, client } = product;
  const count = scaled(RUNS);
  const automation = { cancelation_token: TOKEN, steps: [longDelay, send] };
  await atOnce(CLIENTS, Array.from({ length: count }), () => invoke(product, { automation }));
  await untilRuns(database, 'WAITING', count);

  const began = performance.now();
  const { status } = await ask(product, 'POST', '/automations/cancel', { cancelation_token: TOKEN });
  const answered = performance.now() - began;
  await untilRuns(database, 'CANCELED', count);
  const canceled = performance.now() - began;
  await eventually(async () => {
    const { count: open } = await client.workflow.count(`ExecutionStatus = 'Running'`);
    if (open > 0) throw new Error(`${open} workflows are open`);
  }, PATIENCE_MS);
  const closed = performance.now() - began;

  if (status !== 202) throw new Error(`the cancel answered ${status}`);
  report.figure('runs asleep', count, '');
  report.figure('until the cancel is answered', answered, 'ms');
  report.figure('until every row is CANCELED (aim: below 1,000)', canceled, 'ms');
  report.figure('until every workflow is closed', closed, 'ms');
  const [row] = await database.query<{ sent: number }>('SELECT count(*)::int AS sent FROM message');
  report.count('messages sent', row?.sent ?? 0, { exactly: 0 });
  await product.close();
}
