/** A run at a moment of its own clock. */
export interface RunCall {
  runId: string;
  /** Milliseconds since the epoch, as the workflow sees time. */
  at: number;
}

/** One step of one run, asked for at a moment. */
export interface StepCall extends RunCall {
  /** Place in the plan, from 0. */
  order: number;
}

/** One message that waited, at a moment of its workflow's clock. */
export interface MessageCall {
  messageId: string;
  /** Milliseconds since the epoch, as the workflow sees time. */
  at: number;
}

/**
 * What became of a step. It is recorded in Temporal's history, so it holds nothing personal:
 * reasons name fields and rules, never values.
 */
export type Outcome =
  | RecordedOutcome
  /** The run had already ended; nothing was done. */
  | { kind: 'closed' }
  /** The step gathers what others bring, and is asked for again at `until`, in milliseconds since the epoch, or before. */
  | { kind: 'gathers'; until: number };

/** An outcome that stands on the step's row. */
export type RecordedOutcome =
  /** `resumesAt`: the message is not out yet and goes on by itself then, in milliseconds since the epoch. */
  | { kind: 'processed'; messageId?: string; resumesAt?: number }
  | { kind: 'skipped'; reason: string }
  /** The step and its run ended as ERROR. */
  | { kind: 'failed'; reason: string }
  /** The step ended as ERROR, and its run goes on all the same. */
  | { kind: 'missed'; reason: string }
  /** `until` in milliseconds since the epoch. */
  | { kind: 'waits'; until: number }
  /** The step has many recipients, and goes on by pages. */
  | { kind: 'spreads'; messageId: string }
  /** The run goes down one of the branch's paths, counted from 0, the default last. */
  | { kind: 'branches'; path: number }
  /** The run has reached an end of the journey; whatever the plan still holds is not for it. */
  | { kind: 'ends' }
  /** The step and its run ended as THROTTLED. */
  | { kind: 'throttled'; reason: string };

/** How a step ends that broke in a way it could not record itself. */
export type BrokenOutcome = Extract<RecordedOutcome, { kind: 'failed' | 'missed' }>;

/** A step that broke, and whether its run ends with it in any case. */
export interface BrokenStep {
  outcome: BrokenOutcome;
  isLastStep: boolean;
}

/** How a page of a send to a list ended. */
export type PageEnd =
  /** There is more to do at once. */
  { kind: 'more' } | ListSendEnd;

/** How things stand once everyone on a list was tried. */
export type ListSendEnd =
  /** Nothing will be tried again. */
  | { kind: 'done' }
  /** Some deliveries wait: the first of them so many milliseconds. */
  | { kind: 'later'; inMs: number }
  /** The run had ended; nothing more is sent. */
  | { kind: 'closed' };

/** What became of a message that waited. */
export type MessageOutcome =
  /** Nothing more will be tried: it went out, was given up, or was canceled. */
  | { kind: 'ended' }
  /** `until` in milliseconds since the epoch. */
  | { kind: 'waits'; until: number };

/** Steps whose effect is only in our database: local activities. */
export interface StepActivities {
  perform(call: StepCall): Promise<Outcome>;
  /** Records a step that broke for a reason that is not infrastructure; where it failed, its run ends as ERROR. */
  fail(call: StepCall, broken: BrokenStep): Promise<void>;
  /** Ends a run whose last step was a wait. */
  finish(call: RunCall): Promise<void>;
  /** Cancels a run whose workflow was canceled in Temporal itself. */
  cancel(call: RunCall): Promise<void>;
}

/** Steps that ask a server of the author's: regular activities, on a task queue of their own. */
export interface FetchActivities {
  fetch(call: StepCall): Promise<Outcome>;
}

/** What reaches a provider: regular activities, on a task queue of their own. */
export interface DeliverActivities {
  /** Carries out a step that sends. */
  deliver(call: StepCall): Promise<Outcome>;
  /** Goes on with a message that its step left waiting. */
  deliverMessage(call: MessageCall): Promise<MessageOutcome>;
}

/** Pages of sends to lists: regular activities, on a task queue of their own. */
export interface ListActivities {
  sendPage(call: StepCall): Promise<PageEnd>;
}
