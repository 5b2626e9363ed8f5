import { workflowInfo } from '@temporalio/workflow';

import type { Skeleton } from '../../language/plan.ts';
import { runPlan } from '../../workflows/interpreter.ts';
import { TemporalRun } from '../../workflows/temporal-run.ts';

/** The automation workflow as a careless change would leave it: the last step first. */
export async function automation({ v, steps }: Skeleton): Promise<string[]> {
  const backwards: Skeleton = { v, steps: [...steps.slice(1), ...steps.slice(0, 1)] };
  const run = new TemporalRun(workflowInfo().workflowId, backwards);
  await runPlan(backwards, run);
  return run.progress.lines;
}
