import type { ActionName } from '../../language/actions/index.ts';
import type { NodeName } from '../../language/nodes/index.ts';
import type { ActionStep, NodeStep } from '../../language/plan.ts';
import type { NodeScope } from '../../language/run/node-scope.ts';
import { type Prepared, prepareStep } from '../../language/run/prepare.ts';
import { type PreparedNode, prepareNode } from '../../language/run/prepare-node.ts';
import type { Scope } from '../../language/run/scope.ts';
import type { StepCall } from '../../workflows/contracts/step-activities.ts';
import type { RunSnapshot } from '../ports/runs.ts';
import type { StepContext } from '../ports/statuses.ts';
import { nodeScopeOf } from './node-scope-of.ts';

interface Loaded {
  call: StepCall;
  snapshot: RunSnapshot;
  context: StepContext;
}

/** A step of an automation whose guard held and whose references were resolved. */
export type ReadyStep<Name extends ActionName = ActionName> = Extract<Prepared, { kind: 'ready'; action: Name }> &
  Loaded & { type?: undefined; step: ActionStep; scope: Scope };

/** A node of a journey whose conditions held and whose references were resolved. */
export type ReadyNode<Name extends NodeName = NodeName> = Extract<PreparedNode, { kind: 'ready'; action: Name }> &
  Loaded & { type: 'node'; step: NodeStep; scope: NodeScope };

export type Ready = ReadyStep | ReadyNode;

/** A step that is over before its effect: its conditions do not hold, or it cannot be read. */
export interface Unready {
  outcome: { kind: 'skipped' | 'failed'; reason: string };
  context: StepContext;
}

/** What was decided before a send's first attempt stands: its guard may read differently by now. No other step has attempts. */
const RESUMED: Prepared = { kind: 'ready', action: 'send', fields: {}, bindings: {} };

/** A step over the run as it is now. */
export function makeReady(step: ActionStep | NodeStep, call: StepCall, snapshot: RunSnapshot): Ready | Unready {
  return step.type === 'node' ? readyNode(step, call, snapshot) : readyStep(step, call, snapshot);
}

function readyStep(step: ActionStep, call: StepCall, snapshot: RunSnapshot): ReadyStep | Unready {
  const scope: Scope = { ...snapshot.context, refs: snapshot.refs };
  const prepared = snapshot.earlier ? RESUMED : prepareStep(step, scope);
  const context: StepContext = prepared.condition ? { condition: prepared.condition } : {};
  if (prepared.kind !== 'ready') return unready(prepared, context);
  return { ...prepared, call, snapshot, step, scope, context };
}

/** One that was reached before has its fields no more: what was decided then is stored, and stands. */
function readyNode(step: NodeStep, call: StepCall, snapshot: RunSnapshot): ReadyNode | Unready {
  const scope = nodeScopeOf(snapshot);
  const isResumed = snapshot.earlier !== undefined || snapshot.waits;
  const prepared = isResumed ? resumed(step) : prepareNode(step, scope);
  const context: StepContext = prepared.conditions ? { conditions: prepared.conditions } : {};
  if (prepared.kind !== 'ready') return unready(prepared, context);
  return { ...prepared, type: 'node', call, snapshot, step, scope, context };
}

function unready({ kind, reason }: Unready['outcome'], context: StepContext): Unready {
  return { outcome: { kind, reason }, context: { ...context, reason } };
}
