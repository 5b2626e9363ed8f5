import { compileJourney, type JourneyCircumstances } from '../../language/compile/compile-journey.ts';
import type { Json, JsonObject } from '../../language/json/json.ts';
import type { NodeStep } from '../../language/plan.ts';
import { InvalidInput } from '../../language/problem.ts';
import { type PreparedNode, prepareNode } from '../../language/run/prepare-node.ts';

/**
 * A node as the plan of a journey has it that consists of a trigger and this node, or of this trigger.
 * @throws InvalidInput with the problems of the node.
 */
export function compiledNode(node: JsonObject, more: Partial<JourneyCircumstances> = {}): NodeStep {
  const trigger = { id: 'trigger', type: 'trigger', trigger_type: 'api-invoke' };
  const written = { id: 'node', ...node };
  const nodes = node.type === 'trigger' ? [written] : [trigger, written];
  const { plan, problems } = compileJourney({ nodes }, { at: 0, starts: () => true, ...more });
  if (!plan) throw new InvalidInput(problems);
  return plan.steps.at(-1) as NodeStep;
}

/** The same once it is reached in a run with these data. */
export function preparedNode(node: JsonObject, data: { [key: string]: Json } = {}): PreparedNode {
  return prepareNode(compiledNode(node), { data, profile: {}, recipient: 'ada', outputs: {} });
}
