import type { JsonObject } from '../../language/json/json.ts';
import type { PlanStep } from '../../language/plan.ts';
import type { RunData, Scope } from '../../language/run/scope.ts';
import type { RecordedOutcome, RunCall, StepCall } from '../../workflows/contracts/step-activities.ts';
import type { SendMaterial } from './send-material.ts';
import type { RunStatus, StepContext, StepStatus } from './statuses.ts';
import type { StepChanges } from './step-changes.ts';

/**
 * A run as one statement reads it for one of its steps: templates, profiles and tenants are those that the step's `ahead`
 * names.
 */
export interface RunSnapshot extends SendMaterial {
  mock: boolean;
  /** How many runs stand between a request and this one. */
  depth: number;
  open: boolean;
  /** The automation or journey it is a run of. */
  definitionId?: string;
  /** The workspace's. */
  flags: JsonObject;
  /** Undefined when the plan has no such step. */
  step?: PlanStep;
  /** How many steps the plan has: a run that goes on at that place, or past it, is over. */
  planLength: number;
  /** The step was reached before, and waits for more before it has an outcome. */
  waits: boolean;
  context: RunData;
  /** Every ref that the plan declares. */
  refs: Scope['refs'];
  /** The step's outcome when it already has one. */
  recorded?: RecordedOutcome;
}

/** How a step's row and its run's row look after it. */
export interface StepRecord extends StepChanges {
  call: StepCall;
  /** Absent while the step waits for more. */
  outcome?: RecordedOutcome;
  status: StepStatus;
  runStatus: RunStatus;
  context: StepContext;
}

/** What a record did to other runs. */
export interface Recorded {
  /** Those it canceled; their workflows do not know yet. */
  canceled: readonly string[];
}

/** The runs' rows, as steps read and move them. Every write only moves statuses forward and does nothing to a closed run. */
export abstract class Runs {
  /** Undefined when there is no such run. */
  abstract load(call: StepCall): Promise<RunSnapshot | undefined>;
  /** Loads, and shows the step and its run as PROCESSING, for a step that takes its time before it is recorded. */
  abstract begin(call: StepCall): Promise<RunSnapshot | undefined>;
  /**
   * Writes the step and what it changes, ends a waiting predecessor and moves the run, in one statement.
   * Undefined: nothing was done, since the run had closed or the step had its outcome already.
   */
  abstract record(record: StepRecord): Promise<Recorded | undefined>;
  /** Ends a waiting last step and the run; false when that had ended. */
  abstract finish(call: RunCall): Promise<boolean>;
  /** Cancels the run as Temporal was asked to; false when it had ended. */
  abstract cancel(call: RunCall): Promise<boolean>;
}
