import type { NewMessage } from './ledger.ts';
import type { ContextChange, InvokedRun, NewListSend, ProfileChange, SubscriptionChange } from './runs.ts';

/** What a step changes besides its own row and its run's, each at most once. */
export interface StepChanges {
  /** A message that ends with the step: nothing was claimed for it. */
  message?: NewMessage;
  profileChange?: ProfileChange;
  subscription?: SubscriptionChange;
  listSend?: NewListSend;
  contextChange?: ContextChange;
  /** The open runs of the environment that carry this token are canceled, this one excepted. */
  cancels?: string;
  invoked?: InvokedRun;
}
