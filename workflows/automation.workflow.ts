import { workflowInfo } from '@temporalio/workflow';

import type { Skeleton } from '../language/plan.ts';
import { runPlan } from './interpreter.ts';
import { TemporalRun } from './temporal-run.ts';
import { untilCanceled } from './until-canceled.ts';

/** One run of an automation. Its workflow id is the run id; the result is what became of each step. */
export async function automation(skeleton: Skeleton): Promise<string[]> {
  const run = new TemporalRun(workflowInfo().workflowId, skeleton);
  await untilCanceled(run, () => runPlan(skeleton, run));
  return run.progress.lines;
}
