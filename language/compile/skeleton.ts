import type { Plan, PlanStep, Skeleton, SkeletonStep } from '../plan.ts';

/** What Temporal is told of a plan. */
export function skeletonOf(plan: Plan): Skeleton {
  const isIndependent = plan.steps.every((step) => step.type !== 'node' && step.verbatim);
  return { v: plan.v, steps: plan.steps.map(outlined), ...(isIndependent && { independent: true }) };
}

function outlined(step: PlanStep): SkeletonStep {
  const label = step.label && { label: step.label };
  if (step.type !== 'node') return { action: step.action, ...label };
  const { type, action, next, paths } = step;
  return { type, action, ...label, ...(next !== undefined && { next }), ...(paths && { paths }) };
}
