import type { BrokenStep, Outcome, RecordedOutcome, StepCall } from '../../workflows/contracts/step-activities.ts';
import { persist } from '../ports/persist.ts';
import type { Recorded, RunSnapshot, Runs, StepRecord } from '../ports/runs.ts';
import type { StepContext } from '../ports/statuses.ts';
import type { StepChanges } from '../ports/step-changes.ts';
import { makeReady, type Ready } from './ready.ts';
import { isLast, runStatusOf, type StepOutcome, stepStatusOf } from './run-status.ts';

/** What a step did: its outcome, what inspection shows of it, and what is to be written with it. */
export interface Effect extends StepChanges {
  outcome: RecordedOutcome;
  context?: StepContext;
  /** Called once that is committed, by the one attempt that did it. It may be lost, so that it only hastens what follows anyway. */
  afterwards?(recorded: Recorded): void;
}

/** What became of a step that waits for more has no outcome on its row yet. */
export type EffectSoFar = Omit<Effect, 'outcome' | 'afterwards'> & { outcome: StepOutcome };

/** A step on which other runs have a say: it is decided where they meet, and recorded in the same transaction. */
export interface Encounter {
  /** Undefined: nothing was done, since the run had closed or the step had its outcome already. */
  decide(recordOf: (effect: EffectSoFar) => StepRecord): Promise<StepOutcome | undefined>;
}

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

  async run(call: StepCall, effect: (ready: Ready) => Promise<Effect | Encounter | Outcome>): Promise<Outcome> {
    const snapshot = await (this.reachesOut ? this.runs.begin(call) : this.runs.load(call));
    if (snapshot?.recorded) return snapshot.recorded;
    if (!snapshot?.open || !snapshot.step) return { kind: 'closed' };
    const ready = makeReady(snapshot.step, call, snapshot);
    if ('outcome' in ready) return this.#record(call, snapshot, ready);
    const done = await effect(ready);
    if ('kind' in done) return done;
    const told = <Told extends EffectSoFar>(found: Told): Told => withContext(found, ready.context);
    if (!('decide' in done)) return this.#record(call, snapshot, told(done));
    const decided = await done.decide((found) => recordOf(call, snapshot, told(found)));
    return decided ?? this.#remembered(call);
  }

  /** Records a step that broke in a way it could not record itself. It reads nothing that may be broken. */
  async fail(call: StepCall, { outcome, isLastStep }: BrokenStep): Promise<void> {
    const { reason } = outcome;
    const runStatus = runStatusOf(outcome, isLastStep);
    await this.runs.record({ call, outcome, status: 'ERROR', runStatus, context: { reason } });
  }

  /** What is already recorded, by an attempt that was faster, stands. */
  async #record(call: StepCall, snapshot: RunSnapshot, { afterwards, ...found }: Effect): Promise<Outcome> {
    const effect = { ...found, outcome: withoutOthers(found.outcome, snapshot) };
    const record = () => this.runs.record(recordOf(call, snapshot, effect));
    const recorded = await persist(record, this.reachesOut?.patienceMs ?? 0);
    if (!recorded) return this.#remembered(call);
    afterwards?.(recorded);
    return effect.outcome;
  }

  async #remembered(call: StepCall): Promise<Outcome> {
    return (await this.runs.load(call))?.recorded ?? { kind: 'closed' };
  }
}

function withContext<Told extends EffectSoFar>(effect: Told, context: StepContext): Told {
  return { ...effect, context: { ...context, ...effect.context } };
}

function recordOf(
  call: StepCall,
  snapshot: RunSnapshot,
  { outcome, context = {}, ...written }: EffectSoFar,
): StepRecord {
  const runStatus = runStatusOf(outcome, isLast(snapshot, call.order, outcome));
  const recorded = outcome.kind === 'gathers' ? undefined : outcome;
  return { ...written, call, outcome: recorded, status: stepStatusOf(outcome), runStatus, context };
}

/** A request's recipients have nothing to do with each other: who cannot be written to ends no run. */
function withoutOthers(outcome: RecordedOutcome, { step }: RunSnapshot): RecordedOutcome {
  const isVerbatim = step?.type !== 'node' && step?.verbatim;
  return isVerbatim && outcome.kind === 'failed' ? { ...outcome, kind: 'missed' } : outcome;
}
