import type { Skeleton } from '../language/plan.ts';
import type { BrokenOutcome, Outcome } from './contracts/step-activities.ts';
import type { RunContext } from './run-context.ts';
import { steps } from './steps/index.ts';

/**
 * Walks a plan in order: a skipped or missed step goes on to the next, a failed or closed one ends the run.
 * Every outcome but the end of a last wait was recorded by the step itself.
 */
export async function runPlan(skeleton: Skeleton, run: RunContext): Promise<void> {
  let last: Outcome | undefined;
  for (const [order, { action }] of skeleton.steps.entries()) {
    try {
      last = await steps[action](order, run);
    } catch (error) {
      last = await fail(order, error, skeleton, run);
    }
    run.show(order, last.kind === 'waits' ? { kind: 'processed' } : last);
    if (last.kind === 'failed' || last.kind === 'closed') return;
  }
  if (last?.kind === 'waits') await run.finish();
}

/** The one place where an error of a step becomes a failed or missed step; what is no step's fault is thrown on. */
async function fail(order: number, error: unknown, { steps: all, independent }: Skeleton, run: RunContext) {
  const outcome: BrokenOutcome = { kind: independent ? 'missed' : 'failed', reason: run.reasonOf(error) };
  await run.fail(order, { outcome, isLastStep: order === all.length - 1 });
  return outcome;
}
