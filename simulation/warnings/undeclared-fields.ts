import type { ConditionTree } from '../../language/conditions/tree.ts';
import { isJsonObject, type Json } from '../../language/json/json.ts';
import { memberOf } from '../../language/json/member-of.ts';
import type { NodeStep } from '../../language/plan.ts';
import { readNodeReference } from '../../language/reference/node-reference.ts';
import { triggerSchema } from '../../language/trigger-schema.ts';
import type { Warning } from '../timeline/timeline.ts';
import { declaredAt, schemaHoldsUntil } from './schema-types.ts';
import type { Circumstances } from './warning-rule.ts';

/** Fields of the data that nodes read and the schema of their trigger does not declare, up to where answers bring others. */
export function undeclaredFields({ subject: { plan } }: Circumstances): Warning[] {
  const schema = triggerSchema(plan);
  if (!schema) return [];
  const readers = plan.steps.slice(1, schemaHoldsUntil(plan) + 1);
  return readers.flatMap((step) => {
    const read = step.type === 'node' ? new Set(pathsRead(step)) : [];
    const undeclared = [...read].filter((path) => declaredAt(schema, path).kind === 'undeclared');
    return undeclared.map((path) => ({
      step: step.id,
      message: `reads ${path}, which the trigger's schema does not declare`,
    }));
  });
}

function pathsRead({ conditions, fields }: NodeStep): string[] {
  return [...(conditions ? pathsOfConditions(conditions) : []), ...pathsIn(fields)];
}

function pathsOfConditions(tree: ConditionTree): string[] {
  return tree.kind === 'atom' ? [tree.path] : tree.of.flatMap(pathsOfConditions);
}

/** In references at any depth, and in the conditions of a branch's paths, which are compiled. */
function pathsIn(value: Json): string[] {
  if (memberOf(value, 'kind') === 'atom') return pathsOfConditions(value as unknown as ConditionTree);
  const reference = isJsonObject(value) || typeof value === 'string' ? readNodeReference(value) : undefined;
  if (reference?.kind === 'whole') return [reference.path];
  if (reference) return reference.parts.filter((_, index) => index % 2 === 1);
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(pathsIn) : [];
}
