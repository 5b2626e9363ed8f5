import type { SendListFields } from '../../language/actions/send-list.ts';
import type { JsonObject } from '../../language/json/json.ts';
import type { MergeStrategy } from '../../language/json/merge.ts';
import type { Plan } from '../../language/plan.ts';
import type { RunData } from '../../language/run/scope.ts';
import type { NewMessage } from './ledger.ts';

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
  /** Of the run: an id names another list in each. */
  environmentId: string;
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
export type ContextChange = Partial<Pick<RunData, 'data' | 'profile' | 'outputs'>>;

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

/** What a step changes besides its own row and its run's, each at most once. */
export interface StepChanges {
  /** A message that ends with the step: nothing was claimed for it. */
  message?: NewMessage;
  profileChange?: ProfileChange;
  subscription?: SubscriptionChange;
  listSend?: NewListSend;
  contextChange?: ContextChange;
  /**
   * The open runs of the environment that carry this token are canceled, this one excepted, and for one that an event started
   * those that the same or a later event did (E-15).
   */
  cancels?: string;
  invoked?: InvokedRun;
}
