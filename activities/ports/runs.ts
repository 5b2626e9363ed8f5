import type { SendListFields } from '../../language/actions/send-list.ts';
import type { JsonObject } from '../../language/json/json.ts';
import type { MergeStrategy } from '../../language/json/merge.ts';
import type { Plan, PlanStep } from '../../language/plan.ts';
import type { RunData, Scope } from '../../language/run/scope.ts';
import type { RecordedOutcome, RunCall, StepCall } from '../../workflows/contracts/step-activities.ts';
import type { SendMaterial } from './send-material.ts';
import type { RunStatus, StepContext, StepStatus } from './statuses.ts';
import type { StepChanges } from './step-changes.ts';

/** A run as one statement reads it for one of its steps: templates, profiles and tenants are those that the step's `ahead` names. */
export interface RunSnapshot extends SendMaterial {
  mock: boolean;
  /** How many runs stand between a request and this one. */
  depth: number;
  open: boolean;
  /** Undefined when the plan has no such step. */
  step?: PlanStep;
  /** The run is over after this step. */
  isLastStep: boolean;
  context: RunData;
  /** Every ref that the plan declares. */
  refs: Scope['refs'];
  /** The step's outcome when it already has one. */
  recorded?: RecordedOutcome;
}

/** Facts that are merged with what is stored of a user by then (§8); the profile is made where there is none. */
export interface ProfileChange {
  userId: string;
  profile: JsonObject;
  strategy: MergeStrategy;
  /** The run's own profile then takes over what is stored under the keys of `profile`. */
  isRunsRecipient: boolean;
}

/** A user who is to be on a list; the list is made where there is none. A-29 */
export interface SubscriptionChange {
  listId: string;
  userId: string;
  /** Absent: those of a subscription that is there already stay. */
  preferences?: JsonObject;
}

/** A send to a list as it begins: whoever is subscribed at that moment gets a message. A-23 */
export interface NewListSend {
  /** Stands for all of its messages. */
  messageId: string;
  /** An id or a pattern. */
  list: string;
  /** The step's, resolved; and what the variables of its content stand for. */
  fields: SendListFields;
  bindings: JsonObject;
  /** Absent for inline content. */
  templateVersionId?: string;
}

/** The parts of a run's context that a step replaces. */
export type ContextChange = Partial<Pick<RunData, 'data' | 'profile'>>;

/** A run of a saved automation that a step starts, in its own run's environment; providers are called for both or for neither. */
export interface InvokedRun {
  id: string;
  automationId: string;
  /** */
  source: string[];
  depth: number;
  cancelationToken?: string;
  context: RunData;
  plan: Plan;
}

/** How a step's row and its run's row look after it. */
export interface StepRecord extends StepChanges {
  call: StepCall;
  outcome: RecordedOutcome;
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
  /** Ends a waiting last step and the run. */
  abstract finish(call: RunCall): Promise<void>;
  /** Cancels the run as Temporal was asked to, unless it has ended. */
  abstract cancel(call: RunCall): Promise<void>;
}
