import type { Skeleton, SkeletonStep } from '../language/plan.ts';
import { nextOf } from './contracts/next-of.ts';
import type { BrokenOutcome, Outcome } from './contracts/step-activities.ts';
import { nodes } from './nodes/index.ts';
import type { RunContext } from './run-context.ts';
import { steps } from './steps/index.ts';

/** After these there is nothing left to do; each was recorded with what became of the run. */
const LAST: readonly Outcome['kind'][] = ['failed', 'closed', 'ends', 'throttled'];

/**
 * Walks a plan: a skipped or missed step goes on to the next, a branch down one of its paths, a failed or closed one
 * ends the run. Every outcome but the end of a last wait was recorded by the step itself.
 * @param from The order of the step that it begins with.
 */
export async function runPlan(skeleton: Skeleton, run: RunContext, from = 0): Promise<void> {
  let last: Outcome | undefined;
  for (let order = from; order < skeleton.steps.length; ) {
    const step = skeleton.steps[order] as SkeletonStep;
    last = await outcomeOf(order, skeleton, run);
    run.show(order, last.kind === 'waits' ? { kind: 'processed' } : last);
    if (LAST.includes(last.kind)) return;
    order = nextOf(step, order, last);
  }
  if (last?.kind === 'waits') await run.finish();
}

/** The one place where an error of a step becomes a failed or missed step; what is no step's fault is thrown on. */
async function outcomeOf(order: number, { steps: all, independent }: Skeleton, run: RunContext): Promise<Outcome> {
  const step = all[order] as SkeletonStep;
  try {
    return await (step.type === 'node' ? nodes[step.action] : steps[step.action])(order, run);
  } catch (error) {
    const outcome: BrokenOutcome = { kind: independent ? 'missed' : 'failed', reason: run.reasonOf(error) };
    await run.fail(order, { outcome, isLastStep: nextOf(step, order) >= all.length });
    return outcome;
  }
}
