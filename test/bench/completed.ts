import { performance } from 'node:perf_hooks';

import { atOnce } from '../../activities/at-once.ts';
import { invoke, untilEnded } from '../support/ask.ts';
import { launch } from '../support/launch.ts';
import { prepareAnchors } from './anchors.ts';
import { send } from './automations.ts';
import { withBullmq } from './bullmq.ts';
import { compare } from './compare.ts';
import { cpuOf } from './cpu-of.ts';
import { killed } from './killed.ts';
import { startProduct } from './product.ts';
import type { World } from './world.ts';

const RUNS = 25;
const CLIENTS = 25;

/** Carries out one run and waits for its end; gives its workflow's id. */
type CarryOut = () => Promise<string>;

/** B10: automations of one send, from the request to their end, beside what one could write instead; and what a kill does. */
export async function completed(world: World): Promise<void> {
  const { report, scaled, temporal, postgres } = world;
  const product = await startProduct(world);
  const { database, databaseUrl, client } = product;
  const anchors = await prepareAnchors({ database, databaseUrl, client, temporalAddress: temporal.address });
  const args = ['--import', '@oxc-node/core/register', 'test/bench/anchor-worker.ts', JSON.stringify(anchors.order)];
  const worker = await launch({ command: process.execPath, args, onLine: (line) => report.note(line) });
  const anchor = (type: 'naive' | 'oneActivity') => async () => {
    const handle = await anchors.start(type);
    await handle.result();
    return handle.workflowId;
  };
  const ours = async () => {
    const runId = await invoke(product, { automation: { steps: [send] } });
    await untilEnded(product, runId);
    return runId;
  };
  const kinds = { ours, 'one empty activity': anchor('oneActivity'), 'an activity a part': anchor('naive') };
  const count = scaled(RUNS);
  for (const [name, other] of Object.entries(kinds).slice(1)) {
    const comparison = await compare({ ours: () => msARun(ours, count), anchor: () => msARun(other, count) });
    report.compared(`time a run, ${CLIENTS} at once, beside ${name}`, 'ms', comparison);
  }
  const groups = [postgres.pid, temporal.pid, product.pids.api, product.pids.worker, worker.pid];
  for (const [name, carryOut] of Object.entries(kinds)) {
    const before = await cpuOf(groups);
    const ids = await manyOf(carryOut, 2 * count);
    report.figure(`processor time a run, of all servers: ${name}`, ((await cpuOf(groups)) - before) / ids.length, 'ms');
    const { historySize = 0 } = await client.workflow.getHandle(ids[0] as string).describe();
    report.figure(`bytes of its history: ${name}`, historySize, 'B');
  }
  await worker.stop('SIGKILL', 0);
  anchors.close();
  await product.close();
  await withBullmq(world);
  await killed(world);
}

async function msARun(carryOut: CarryOut, count: number): Promise<number> {
  const began = performance.now();
  await manyOf(carryOut, count);
  return (performance.now() - began) / count;
}

function manyOf(carryOut: CarryOut, count: number): Promise<string[]> {
  return atOnce(CLIENTS, Array.from({ length: count }), carryOut);
}
