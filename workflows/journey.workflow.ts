import { setHandler, workflowInfo } from '@temporalio/workflow';

import type { Skeleton } from '../language/plan.ts';
import { releaseSignal } from './contracts/signals.ts';
import { runPlan } from './interpreter.ts';
import type { Resumption } from './resumption.ts';
import { TemporalRun } from './temporal-run.ts';
import { untilCanceled } from './until-canceled.ts';

/** One run of a journey. Its workflow id is the run id; the result is what became of each node. */
export async function journey(skeleton: Skeleton, from?: Resumption): Promise<string[]> {
  const run = new TemporalRun(workflowInfo().workflowId, skeleton, from);
  setHandler(releaseSignal, (order) => run.endGathering(order));
  await untilCanceled(run, () => runPlan(skeleton, run, from?.order));
  return run.progress.lines;
}
