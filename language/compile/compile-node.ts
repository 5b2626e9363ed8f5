import { NOTHING_AHEAD } from '../ahead.ts';
import { parseConditions } from '../conditions/parse-conditions.ts';
import type { ConditionTree } from '../conditions/tree.ts';
import { quoted } from '../expression/quoted.ts';
import type { Json, JsonObject } from '../json/json.ts';
import { fieldNames } from '../nodes/field-names.ts';
import { type NodeName, nodes } from '../nodes/index.ts';
import type { CheckCircumstances, Node } from '../nodes/node.ts';
import type { NodeStep } from '../plan.ts';
import type { Problem } from '../problem.ts';
import { isNodeReference, nodeReferenceProblems } from '../reference/node-reference.ts';
import { referenceDepth } from '../reference/reference-depth.ts';
import { shapeProblems } from '../shape.ts';
import { within } from '../within.ts';
import type { InspectFields } from './compile-step.ts';
import { NodeId } from './node-id.ts';
import { shortLabel } from './short-label.ts';

/** What a node is compiled for. */
export interface NodeCircumstances extends CheckCircumstances {
  /** Whom the run is for; absent where that is not known, or is nobody that is stored. */
  recipient?: string;
  inspect: InspectFields;
  /** Told every problem, its path beginning at the node. */
  report: (problem: Problem) => void;
}

/** One node, without what stands in its paths, checked as far as it can be before it is reached; undefined for no known type. */
export function compileNode(written: JsonObject, circumstances: NodeCircumstances): NodeStep | undefined {
  const { report, recipient } = circumstances;
  const { type } = written;
  if (!isNodeName(type)) return refuseType(type, report);
  const node: Node = nodes[type];
  const id = NodeId.safeParse(written.id);
  for (const { message } of id.error?.issues ?? []) report({ path: 'id', message });
  const fields = ownFields(written, node);
  for (const problem of fieldProblems(fields, node, circumstances)) report(problem);
  const conditions = node.conditions === 'none' ? undefined : conditionsOf(written, report);
  return {
    type: 'node',
    id: String(written.id),
    action: type,
    ...(conditions && { conditions }),
    fields: node.planned?.(fields, report) ?? fields,
    ahead: node.ahead?.(fields, recipient) ?? NOTHING_AHEAD,
    ...shortLabel(node.label(fields)),
  };
}

function isNodeName(type: Json | undefined): type is NodeName {
  return typeof type === 'string' && Object.hasOwn(nodes, type);
}

function refuseType(type: Json | undefined, report: NodeCircumstances['report']): undefined {
  const known = Object.keys(nodes).join(', ');
  const message =
    typeof type === 'string' ? `${quoted(type)} is not a node; it can be one of ${known}` : `must be one of ${known}`;
  report({ path: 'type', message });
}

/** What the node knows of, without the nulls. W-13 */
function ownFields(written: JsonObject, { fields }: Node): JsonObject {
  const names = fieldNames(fields, written);
  return Object.fromEntries(Object.entries(written).filter(([key, value]) => names.has(key) && value !== null));
}

/** A reference that cannot be read says more than the shape of what it stands in. */
function fieldProblems(
  fields: JsonObject,
  node: Node,
  { inspect, ...circumstances }: NodeCircumstances,
): readonly Problem[] {
  const { verbatim = [] } = node;
  const unreadable = Object.entries(fields).flatMap(([key, value]) =>
    verbatim.includes(key) ? [] : nodeReferenceProblems(value, key),
  );
  if (unreadable.length > 0) return unreadable;
  const isLiteral = (path: readonly PropertyKey[]): boolean =>
    verbatim.includes(String(path[0])) || referenceDepth(path, fields, isNodeReference) === -1;
  const misshapen = shapeProblems(node.fields, fields, isLiteral);
  if (misshapen.length > 0) return misshapen;
  const inspected = inspect(fields).filter(({ path }) => isLiteral(path.split('.')));
  return [...(node.check?.(fields, circumstances) ?? []), ...inspected];
}

function conditionsOf({ conditions }: JsonObject, report: NodeCircumstances['report']): ConditionTree | undefined {
  if (conditions == null) return undefined;
  return parseConditions(conditions, (problem) => report(within('conditions', problem)));
}
