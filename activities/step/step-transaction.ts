import type { ActionName } from '../../language/actions/index.ts';
import type { ActionStep } from '../../language/plan.ts';
import { type Prepared, prepareStep } from '../../language/run/prepare.ts';
import type { Scope } from '../../language/run/scope.ts';
import type { BrokenStep, Outcome, RecordedOutcome, StepCall } from '../../workflows/contracts/step-activities.ts';
import { persist } from '../ports/persist.ts';
import type { Recorded, RunSnapshot, Runs } from '../ports/runs.ts';
import type { RunStatus, StepContext } from '../ports/statuses.ts';
import type { StepChanges } from '../ports/step-changes.ts';

/** A step whose guard held and whose references were resolved. */
export type ReadyStep<Name extends ActionName = ActionName> = Extract<Prepared, { kind: 'ready'; action: Name }> & {
  call: StepCall;
  snapshot: RunSnapshot;
  step: ActionStep;
  scope: Scope;
  context: StepContext;
};

/** What a step did: its outcome, what inspection shows of it, and what is to be written with it. */
export interface Effect extends StepChanges {
  outcome: RecordedOutcome;
  context?: StepContext;
  /** Called once that is committed, by the one attempt that did it. It may be lost, so that it only hastens what follows anyway. */
  afterwards?(recorded: Recorded): void;
}

/** What was decided before a send's first attempt stands: its guard may read differently by now. No other step has attempts. */
const RESUMED: Prepared = { kind: 'ready', action: 'send', fields: {}, bindings: {} };

/**
 * The one way a step is carried out: memory, fence, guard and references, effect, record.
 * An effect that has recorded itself (a send, by its ledger) returns its bare outcome.
 */
export class StepTransaction {
  constructor(
    readonly runs: Runs,
    /** Of steps that reach out: they take their time, and should not be carried out twice. */
    readonly reachesOut?: {
      /** How long an outcome is worth recording while the database is away, in milliseconds. */
      patienceMs: number;
    },
  ) {}

  async run(call: StepCall, effect: (ready: ReadyStep) => Promise<Effect | Outcome>): Promise<Outcome> {
    const snapshot = await (this.reachesOut ? this.runs.begin(call) : this.runs.load(call));
    if (snapshot?.recorded) return snapshot.recorded;
    const step = snapshot?.step;
    if (!snapshot?.open || !step || step.type === 'node') return { kind: 'closed' };

    const scope: Scope = { ...snapshot.context, refs: snapshot.refs };
    const prepared = snapshot.earlier ? RESUMED : prepareStep(step, scope);
    const context: StepContext = prepared.condition ? { condition: prepared.condition } : {};
    if (prepared.kind !== 'ready') {
      const { kind, reason } = prepared;
      return this.#record(call, snapshot, { outcome: { kind, reason }, context: { ...context, reason } });
    }
    const done = await effect({ ...prepared, call, snapshot, step, scope, context });
    if ('kind' in done) return done;
    return this.#record(call, snapshot, { ...done, context: { ...context, ...done.context } });
  }

  /** Records a step that broke in a way it could not record itself. It reads nothing that may be broken. */
  async fail(call: StepCall, { outcome, isLastStep }: BrokenStep): Promise<void> {
    const { reason } = outcome;
    await this.runs.record({
      call,
      outcome,
      status: 'ERROR',
      runStatus: runStatusOf(outcome, isLastStep),
      context: { reason },
    });
  }

  /** What is already recorded, by an attempt that was faster, stands. */
  async #record(call: StepCall, { isLastStep, step }: RunSnapshot, effect: Effect): Promise<Outcome> {
    const { outcome: found, context = {}, afterwards, ...written } = effect;
    const outcome = step?.type !== 'node' && step?.verbatim ? withoutOthers(found) : found;
    const status = STEP_STATUSES[outcome.kind];
    const runStatus = runStatusOf(outcome, isLastStep);
    const record = () => this.runs.record({ ...written, call, outcome, status, runStatus, context });
    const recorded = await persist(record, this.reachesOut?.patienceMs ?? 0);
    if (!recorded) return (await this.runs.load(call))?.recorded ?? { kind: 'closed' };
    afterwards?.(recorded);
    return outcome;
  }
}

/** A request's recipients have nothing to do with each other: who cannot be written to ends no run. */
function withoutOthers(outcome: RecordedOutcome): RecordedOutcome {
  return outcome.kind === 'failed' ? { ...outcome, kind: 'missed' } : outcome;
}

const STEP_STATUSES = {
  processed: 'PROCESSED',
  skipped: 'SKIPPED',
  failed: 'ERROR',
  missed: 'ERROR',
  waits: 'WAITING',
  spreads: 'PROCESSING',
} as const;

/** Where a run stands once a step has this outcome. */
export function runStatusOf(outcome: RecordedOutcome, isLastStep: boolean): RunStatus {
  if (outcome.kind === 'failed') return 'ERROR';
  if (outcome.kind === 'waits') return 'WAITING';
  if (outcome.kind === 'spreads') return 'PROCESSING';
  return isLastStep ? 'PROCESSED' : 'PROCESSING';
}
