import { compileJourney } from '../../../language/compile/compile-journey.ts';
import { completeNodes } from '../../../language/compile/complete-nodes.ts';
import type { JsonObject } from '../../../language/json/json.ts';
import type { NodeStep, Plan } from '../../../language/plan.ts';
import { InvalidInput } from '../../../language/problem.ts';

export const TRIGGER = { type: 'trigger', trigger_type: 'api-invoke', id: 'start' };

/** The plan of a run of these nodes; those without an id are called by their places, `n1` the first of them. */
export function journeyPlan(nodes: readonly object[], { recipient, at = 0 }: { recipient?: string; at?: number } = {}) {
  let count = 0;
  const ids = { node: () => `n${++count}`, experiment: () => `exp_${++count}` };
  const { plan, problems } = compileJourney(
    { nodes: completeNodes(nodes as JsonObject[], ids) },
    { at, recipient, schemaProblem: () => undefined },
  );
  if (!plan) throw new InvalidInput(problems);
  return plan as Plan<NodeStep>;
}
