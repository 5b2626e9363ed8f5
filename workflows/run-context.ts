import type { BrokenStep, Outcome } from './contracts/step-activities.ts';

/** What a step is lent by the run it belongs to. Steps know neither Temporal nor a clock of their own. */
export interface RunContext {
  /** The run's time, in milliseconds since the epoch. */
  now(): number;
  /** Carries out a step whose effect is only in our database. */
  perform(order: number): Promise<Outcome>;
  /** Carries out a step that reaches a provider. */
  deliver(order: number): Promise<Outcome>;
  /** Carries out a step that asks a server of the author's. */
  fetch(order: number): Promise<Outcome>;
  /** Tries everyone whom a step with many recipients is for; what is to be tried again goes on beside the run. */
  spread(order: number, messageId: string): Promise<Outcome>;
  /** Waits, durably, until an instant in milliseconds since the epoch; an instant already past ends the wait at once. */
  sleepUntil(order: number, until: number): Promise<void>;
  /** The same, or until others have brought the step all that it takes, if that is sooner. */
  waitFor(order: number, until: number): Promise<void>;
  /** Leaves a message to a workflow of its own, which goes on with it at an instant in milliseconds since the epoch. */
  handOver(messageId: string, at: number): Promise<void>;
  /** Why a step broke, in words without personal data; throws the error again when it is not the step's own. */
  reasonOf(error: unknown): string;
  /** Records that a step broke for a reason that is not infrastructure. */
  fail(order: number, broken: BrokenStep): Promise<void>;
  /** Ends a run whose last step was a wait. */
  finish(): Promise<void>;
  /** Tells onlookers what became of a step. */
  show(order: number, outcome: Outcome): void;
}
