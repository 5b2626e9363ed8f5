import type { Plan, Skeleton } from '../plan.ts';

/** What Temporal is told of a plan. */
export function skeletonOf(plan: Plan): Skeleton {
  const steps = plan.steps.map(({ action, label }) => ({ action, ...(label && { label }) }));
  return { v: plan.v, steps, ...(plan.steps.every(({ verbatim }) => verbatim) && { independent: true }) };
}
