import type { Plan, Skeleton } from '../plan.ts';

/** What Temporal is told of a plan. */
export function skeletonOf(plan: Plan): Skeleton {
  return { v: plan.v, steps: plan.steps.map(({ action, label }) => ({ action, ...(label && { label }) })) };
}
