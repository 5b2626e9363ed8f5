import type { JsonObject } from '../../language/json/json.ts';
import { memberAt } from '../../language/json/member-at.ts';
import type { NodeStep, PlanStep } from '../../language/plan.ts';
import { isNodeReference } from '../../language/reference/node-reference.ts';
import type { Composition } from './composition.ts';

/** A step that sends, as far as its message is composed from what its author wrote. */
export function composedStep(step: PlanStep): Composition['step'] {
  return step.type === 'node' ? { fields: writtenOf(step), ahead: step.ahead } : step;
}

/** Of a node only its tenant counts, and whether that is named by a reference, in the words of a step. J-75 */
function writtenOf({ fields }: NodeStep): JsonObject {
  const tenant = memberAt(fields, 'message.context.tenant_id');
  if (tenant === undefined || tenant === null) return {};
  return { message: { context: { tenant_id: isNodeReference(tenant) ? { $ref: 'data' } : tenant } } };
}
