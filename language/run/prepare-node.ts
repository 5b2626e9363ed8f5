import { type Judgement, judge } from '../conditions/judge.ts';
import { outlineConditions } from '../conditions/outline-conditions.ts';
import type { Value } from '../expression/evaluation.ts';
import type { JsonObject } from '../json/json.ts';
import { type NodeFieldsOf, type NodeName, nodes } from '../nodes/index.ts';
import type { Node } from '../nodes/node.ts';
import type { NodeStep } from '../plan.ts';
import { spelledOut } from '../problem.ts';
import { isNodeReference } from '../reference/node-reference.ts';
import { type ResolvedNode, resolveNode } from '../reference/resolve-node.ts';
import { parseResolved } from '../shape.ts';
import { type ChosenPath, choosePath } from './choose-path.ts';
import { findFrom } from './find-from.ts';
import type { NodeScope } from './node-scope.ts';
import { type Failed, orFailed, reasonOf } from './reasons.ts';

type Ready = {
  [Name in Exclude<NodeName, 'branch'>]: {
    kind: 'ready';
    action: Name;
    fields: NodeFieldsOf<Name>;
    /** Those that may refer to nothing, as dotted paths, and do: they are left out. J-75 */
    dangling: string[];
  };
}[Exclude<NodeName, 'branch'>];

/**
 * A node that was reached. Reasons name fields, paths and rules and hold nothing of the run, since they go into Temporal's
 * history; `conditions` are with the values that were found. A trigger's are told and decide nothing: they did before the run.
 */
export type PreparedNode =
  | { kind: 'skipped'; reason: string; conditions: Judgement }
  | ({ kind: 'branches' } & ChosenPath)
  | ((Failed | Ready) & { conditions?: Judgement });

/** Judges a node's conditions and resolves its references over the run as it is now. N-01 to N-06, N-20 to N-28, J-43 */
export function prepareNode(step: NodeStep, scope: NodeScope): PreparedNode {
  const find = findFrom(step, scope);
  if (step.action === 'branch') return { kind: 'branches', ...choosePath(step.fields, find) };
  if (!step.conditions) return orFailed(() => prepareFields(step, find));
  const conditions = judge(step.conditions, find);
  const { conditions: meaning }: Node = nodes[step.action];
  if (conditions.result || meaning === 'told') return { ...orFailed(() => prepareFields(step, find)), conditions };
  const reason = reasonOf(`conditions are not met: ${outlineConditions(step.conditions)}`);
  return { kind: 'skipped', reason, conditions };
}

function prepareFields({ action, fields }: NodeStep, find: (path: string) => Value): Ready | Failed {
  const node: Node = nodes[action];
  const resolved = resolveFields(node, fields, find);
  const parsed = parseResolved(node.fields, resolved.fields, fields, isNodeReference);
  if (parsed.kind === 'misshapen') return { kind: 'failed', reason: reasonOf(spelledOut(parsed.problems)) };
  // The schema is the named node's own, which the compiler does not follow through the registry.
  return { kind: 'ready', action, fields: parsed.fields, dangling: resolved.dangling } as Ready;
}

function resolveFields({ verbatim = [], mayDangle }: Node, written: JsonObject, find: (path: string) => Value) {
  const isVerbatim = ([key]: [string, unknown]): boolean => verbatim.includes(key);
  const entries = Object.entries(written);
  const open = Object.fromEntries(entries.filter((entry) => !isVerbatim(entry)));
  const { fields, dangling }: ResolvedNode = resolveNode(open, find, mayDangle);
  return { fields: { ...Object.fromEntries(entries.filter(isVerbatim)), ...fields }, dangling };
}
