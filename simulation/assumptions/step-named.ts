import type { Plan } from '../../language/plan.ts';

/** The order of the step that goes by a name: its ref, its id, or its order in digits, in this order of preference. */
export function stepNamed({ steps }: Plan, name: string): number | undefined {
  const byRef = steps.findIndex((step) => step.type !== 'node' && step.ref === name);
  if (byRef !== -1) return byRef;
  const byId = steps.findIndex(({ id }) => id === name);
  if (byId !== -1) return byId;
  const order = /^\d{1,4}$/.test(name) ? Number(name) : -1;
  return steps[order] ? order : undefined;
}
