import type { JsonObject } from '../../language/json.ts';
import type { PlanStep } from '../../language/plan.ts';
import { type Prepared, prepareStep } from '../../language/prepare.ts';
import type { Scope } from '../../language/scope.ts';
import type { Outcome, StepCall } from '../../workflows/contracts/step-activities.ts';
import type { NewMessage } from '../ports/ledger.ts';
import type { RunSnapshot, Runs } from '../ports/runs.ts';
import type { RunStatus, StepContext, StepStatus } from '../ports/statuses.ts';

/** A step whose guard held and whose references were resolved. */
export interface ReadyStep {
  call: StepCall;
  snapshot: RunSnapshot;
  step: PlanStep;
  scope: Scope;
  fields: JsonObject;
  /** What the variables bound in `message.content` stand for. */
  bindings: JsonObject;
  context: StepContext;
}

/** What a step did: its outcome, what inspection shows of it, and a message that ended with it. */
export interface Effect {
  outcome: Outcome;
  context?: StepContext;
  message?: NewMessage;
}

/** What was decided before a step's first attempt stands: its guard may read differently by now. */
const RESUMED: Prepared = { kind: 'ready', fields: {}, bindings: {} };

/**
 * The one way a step is carried out: fence, memory, guard and references, effect, record.
 * An effect that has recorded itself (a send, by its ledger) returns its bare outcome.
 */
export class StepTransaction {
  constructor(readonly runs: Runs) {}

  async run(call: StepCall, effect: (ready: ReadyStep) => Promise<Effect | Outcome>): Promise<Outcome> {
    const snapshot = await this.runs.load(call);
    if (snapshot?.recorded) return snapshot.recorded;
    const step = snapshot?.plan.steps[call.order];
    if (!snapshot?.open || !step) return { kind: 'closed' };

    const scope = scopeOf(snapshot);
    const prepared = snapshot.earlier ? RESUMED : prepareStep(step, scope);
    const context: StepContext = prepared.condition ? { condition: prepared.condition } : {};
    if (prepared.kind !== 'ready') {
      const { kind, reason } = prepared;
      return this.#record(call, snapshot, { outcome: { kind, reason }, context: { ...context, reason } });
    }
    const { fields, bindings } = prepared;
    const done = await effect({ call, snapshot, step, scope, fields, bindings, context });
    if ('kind' in done) return done;
    return this.#record(call, snapshot, { ...done, context: { ...context, ...done.context } });
  }

  /** Records a step that broke in a way it could not record itself, and ends its run as ERROR. */
  async fail(call: StepCall, reason: string): Promise<void> {
    const snapshot = await this.runs.load(call);
    if (!snapshot?.open) return;
    await this.#record(call, snapshot, { outcome: { kind: 'failed', reason }, context: { reason } });
  }

  async #record(call: StepCall, snapshot: RunSnapshot, effect: Effect): Promise<Outcome> {
    const { outcome, context = {}, message } = effect;
    const status = stepStatusOf(outcome);
    const runStatus = runStatusOf(outcome, isLast(call, snapshot));
    const recorded = await this.runs.record({ call, outcome, status, runStatus, context, message });
    return recorded ? outcome : { kind: 'closed' };
  }
}

/** True for the step after which the run is over. */
export function isLast(call: StepCall, snapshot: RunSnapshot): boolean {
  return call.order === snapshot.plan.steps.length - 1;
}

/** Where a run stands once a step has this outcome. */
export function runStatusOf(outcome: Outcome, last: boolean): RunStatus {
  if (outcome.kind === 'failed') return 'ERROR';
  if (outcome.kind === 'waits') return 'WAITING';
  return last ? 'PROCESSED' : 'PROCESSING';
}

function stepStatusOf(outcome: Outcome): StepStatus {
  const statuses = {
    processed: 'PROCESSED',
    skipped: 'SKIPPED',
    failed: 'ERROR',
    waits: 'WAITING',
    closed: 'SKIPPED',
  } as const;
  return statuses[outcome.kind];
}

function scopeOf({ context, plan, refs }: RunSnapshot): Scope {
  const declared = plan.steps.flatMap(({ ref }) => (ref ? [[ref, {}] as const] : []));
  return { ...context, refs: { ...Object.fromEntries(declared), ...refs } };
}
