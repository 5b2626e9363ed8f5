import type { SkeletonStep } from '../../language/plan.ts';
import type { Outcome } from './step-activities.ts';

/**
 * The order of the step that a run goes on with, which is never back; past the end of the plan nothing follows.
 * @param outcome Of a branch, the path that was taken; absent: what follows if the step comes to nothing.
 */
export function nextOf(step: SkeletonStep | undefined, order: number, outcome?: Outcome): number {
  if (step?.type !== 'node') return order + 1;
  const chosen = outcome?.kind === 'branches' ? step.paths?.[outcome.path] : undefined;
  return Math.max(chosen ?? step.next ?? 0, order + 1);
}
