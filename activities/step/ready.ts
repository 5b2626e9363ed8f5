import type { ActionName } from '../../language/actions/index.ts';
import type { NodeName } from '../../language/nodes/index.ts';
import type { ActionStep, NodeStep } from '../../language/plan.ts';
import type { NodeScope } from '../../language/run/node-scope.ts';
import { type Prepared, prepareStep } from '../../language/run/prepare.ts';
import { type PreparedNode, prepareNode } from '../../language/run/prepare-node.ts';
import type { Scope } from '../../language/run/scope.ts';
import type { RecordedOutcome, StepCall } from '../../workflows/contracts/step-activities.ts';
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

/** Nodes that are reached more than once: a batch while it gathers, a send that was lost in the middle of an attempt. */
type Resumable = 'batch' | 'send';

/** A node that goes on with what it decided when it was reached; that is stored, and its fields are read no more. */
export type ResumedNode<Name extends Resumable = Resumable> = { [Each in Name]: Resumed<Each> }[Name];

interface Resumed<Name> extends Loaded {
  kind: 'resumed';
  action: Name;
  type: 'node';
  step: NodeStep;
  scope: NodeScope;
}

export type Ready = ReadyStep | ReadyNode | ResumedNode;

/** A step that has no effect: its conditions say all, or it cannot be read. */
export interface Decided {
  outcome: Extract<RecordedOutcome, { kind: 'skipped' | 'failed' | 'branches' }>;
  context: StepContext;
}

/** What was decided before a send's first attempt stands: its guard may read differently by now. No other step has attempts. */
const RESUMED: Prepared = { kind: 'ready', action: 'send', fields: {}, bindings: {} };

/** A step over the run as it is now. */
export function makeReady(step: ActionStep | NodeStep, call: StepCall, snapshot: RunSnapshot): Ready | Decided {
  return step.type === 'node' ? readyNode(step, call, snapshot) : readyStep(step, call, snapshot);
}

function readyStep(step: ActionStep, call: StepCall, snapshot: RunSnapshot): ReadyStep | Decided {
  const scope: Scope = { ...snapshot.context, refs: snapshot.refs };
  const prepared = snapshot.earlier ? RESUMED : prepareStep(step, scope);
  const context: StepContext = prepared.condition ? { condition: prepared.condition } : {};
  if (prepared.kind !== 'ready') return unready(prepared, context);
  return { ...prepared, call, snapshot, step, scope, context };
}

function readyNode(step: NodeStep, call: StepCall, snapshot: RunSnapshot): ReadyNode | ResumedNode | Decided {
  const scope = nodeScopeOf(snapshot);
  const { action } = step;
  if (isResumed(action, snapshot))
    return { kind: 'resumed', action, type: 'node', call, snapshot, step, scope, context: {} };
  const prepared = prepareNode(step, scope);
  if (prepared.kind === 'branches') return branched(prepared);
  const context: StepContext = prepared.conditions ? { conditions: prepared.conditions } : {};
  if (prepared.kind !== 'ready') return unready(prepared, context);
  return { ...prepared, type: 'node', call, snapshot, step, scope, context };
}

function isResumed(action: NodeName, { earlier, waits }: RunSnapshot): action is Resumable {
  return action === 'batch' ? waits : action === 'send' && earlier !== undefined;
}

/** §3.4: every path that was looked at is told with what was found; the last of them is the one that is taken. */
function branched({ path, label, judgements }: Extract<PreparedNode, { kind: 'branches' }>): Decided {
  return { outcome: { kind: 'branches', path }, context: { branch: { path, ...(label && { label }), judgements } } };
}

function unready({ kind, reason }: { kind: 'skipped' | 'failed'; reason: string }, context: StepContext): Decided {
  return { outcome: { kind, reason }, context: { ...context, reason } };
}
