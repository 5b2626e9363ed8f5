import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import { compare } from './compare.ts';
import type { SandboxRun } from './sandbox.ts';
import { answers, sandboxedRuns } from './sandboxed-runs.ts';
import type { World } from './world.ts';

const CACHED = 400;
const STARTED = 200;
const MOST_BYTES = 1_800_000;
const MOST_HEAP = 60_000;

/** B6: how big the bundle is, what of it a cached run keeps, and what a run costs to begin. */
export async function bundle({ report, scaled }: World): Promise<void> {
  const { bundle, beginOurs, beginAnchor, close } = await sandboxedRuns();
  report.count('bytes of the bundle, source map included', bundle.bytes, { atMost: MOST_BYTES });
  const foreign = bundle.modules.filter((module) => /node_modules\/zod|^node:|^external /.test(module)).length;
  report.count('modules of zod or Node in it', foreign, { exactly: 0 });

  const heap = Math.round(await heapOf(beginOurs, scaled(CACHED)));
  report.count('heap of a cached run that sleeps', heap, { atMost: MOST_HEAP });
  report.figure('… of the hand-written one', Math.round(await heapOf(beginAnchor, scaled(CACHED))), 'B');
  const cpu = async (begin: () => Promise<SandboxRun>) => {
    const before = process.cpuUsage();
    const runs = scaled(STARTED);
    for (let run = 0; run < runs; run += 1) await (await begin()).dispose();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000 / runs;
  };
  const comparison = await compare({ ours: () => cpu(beginOurs), anchor: () => cpu(beginAnchor) });
  report.compared('processor time to create and start a run (aim: 2)', 'ms', comparison);
  await close();
}

/** Bytes of heap that each of so many sleeping runs holds. */
async function heapOf(begin: () => Promise<SandboxRun>, count: number): Promise<number> {
  // What was disposed of is let go with the next run.
  await (await begin()).dispose();
  const before = heapInUse();
  const runs: SandboxRun[] = [];
  for (let index = 0; index < count; index += 1) {
    const run = await begin();
    await run.goOn(answers, { firesTimers: false });
    runs.push(run);
  }
  const after = heapInUse();
  for (const run of runs) await run.dispose();
  return (after - before) / count;
}

function heapInUse(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  collect();
  return process.memoryUsage().heapUsed;
}
