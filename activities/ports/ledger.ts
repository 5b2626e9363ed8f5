import type { SendFields } from '../../language/actions/send.ts';
import type { JsonObject } from '../../language/json/json.ts';
import type { RunData } from '../../language/run/scope.ts';
import type { MessageCall, RecordedOutcome, StepCall } from '../../workflows/contracts/step-activities.ts';
import type { RunStatus, StepContext } from './statuses.ts';

/** A line of a message's history (§11.2). */
export interface HistoryEvent {
  type: string;
  /** Milliseconds since the epoch. */
  ts: number;
  [detail: string]: unknown;
}

/** What a message that is held back will be composed of: its step's fields as they were resolved, and the run as it was then. */
export interface Draft {
  /** When it goes on, in milliseconds since the epoch. */
  resumesAt: number;
  fields: SendFields;
  bindings: JsonObject;
  context: RunData;
}

/** A message as a step makes it. */
export interface NewMessage {
  id: string;
  recipient: string;
  templateId?: string;
  status: 'ENQUEUED' | 'DELAYED' | 'ROUTED' | 'UNROUTABLE' | 'UNMAPPED' | 'UNDELIVERABLE';
  reason?: string;
  error?: string;
  tags: string[];
  /** By which its sender finds it again. */
  traceId?: string;
  /** Of a message that is held back. */
  draft?: Draft;
  history: HistoryEvent[];
}

/** What goes to one address on one channel; the same for every attempt. */
export interface Rendition {
  channel: string;
  address: string;
  rendered: JsonObject;
  /** Catalog keys of the providers it may take, in that order; absent: any. */
  wanted?: readonly string[];
}

/** A delivery as the ledger knows it. */
export interface EarlierDelivery extends Rendition {
  status: string;
  /** Counts the attempts; 0 where none was made yet. */
  attempt: number;
  /** The provider of the last attempt: an unknown outcome is never a reason for another one. */
  providerId?: string;
  /** When the first attempt began, in milliseconds since the epoch. */
  since?: number;
  /** Before this nothing is tried again, in milliseconds since the epoch. */
  retryAt?: number;
}

/** A message that is written already, with one delivery a channel. */
export interface EarlierMessage {
  id: string;
  recipient: string;
  deliveries: EarlierDelivery[];
}

interface ClaimedDelivery {
  message: NewMessage;
  rendition: Rendition;
  provider: { id: string; provider: string; guarantee: 'at-least-once' | 'at-most-once' };
  /** What goes out on the message's other channels: written with the first claim, to be claimed in turn. */
  others?: Rendition[];
  /** Longer than the provider's own time-out. */
  leaseMs: number;
}

export interface ClaimRequest extends ClaimedDelivery {
  call: StepCall;
  context: StepContext;
}

export interface PendingClaimRequest extends ClaimedDelivery {
  call: MessageCall;
}

export type Claim =
  | { kind: 'claimed'; attempt: number }
  /** Another attempt holds the lease, or a deferred delivery is not due yet. */
  | { kind: 'busy'; retryInMs: number }
  /** The delivery already has its final state; for `unknown`, the provider's policy forbids another attempt. */
  | { kind: 'settled'; status: 'sent' | 'refused' | 'unknown'; attempt: number }
  /** The message was canceled; its run goes on. */
  | { kind: 'canceled' }
  /** The run had ended, or was canceled. */
  | { kind: 'closed' };

export type AttemptOutcome = 'sent' | 'refused' | 'deferred' | 'unknown';

export interface Settlement {
  /** The step that made the message. */
  call: StepCall;
  messageId: string;
  channel: string;
  /** When the provider had answered, in milliseconds since the epoch; not before the call. */
  at: number;
  /** The attempt that claimed; only `sent` may settle another's. */
  attempt: number;
  /** Nobody claimed: a deferred delivery is given up. */
  isUnclaimed?: boolean;
  /** The provider was not asked after all: the delivery is deferred as if this attempt had never begun. */
  isUncalled?: boolean;
  outcome: AttemptOutcome;
  answer: string;
  /**
   * Another attempt may follow after this time: the delivery is then deferred, whatever this attempt's
   * outcome, unless that is unknown.
   */
  retryInMs?: number;
  /** What is told of the message, and where it goes; without a status it stays where it is. */
  message?: {
    status?: 'SENT' | 'SIMULATED' | 'UNDELIVERABLE' | 'UNROUTABLE' | 'ROUTED';
    reason?: string;
    error?: string;
    history: HistoryEvent[];
  };
  /** When the message goes on, in milliseconds since the epoch; absent once all of its deliveries are over. */
  resumesAt?: number;
  /** How its step and run look when the step is over with this settlement. */
  step?: { outcome: RecordedOutcome; runStatus: RunStatus };
}

/**
 * Every attempt of every delivery. A claim is a lease: claimed → sent | refused | deferred | unknown;
 * an expired lease becomes unknown before the provider's guarantee decides what follows.
 */
export abstract class Ledger {
  /** In one statement: fences the run, writes the message and the step, takes the lease. */
  abstract claim(request: ClaimRequest): Promise<Claim>;
  /** The same for a message that waited; it outlives its run, unless that is canceled. */
  abstract claimPending(request: PendingClaimRequest): Promise<Claim>;
  /** Ends a message that waited and has no way, in one statement; one that was canceled, or whose run was, stays as it is. */
  abstract end(call: MessageCall, message: NewMessage): Promise<void>;
  /** Whether neither the message nor its run was canceled. */
  abstract isWanted(messageId: string): Promise<boolean>;
  /** In one statement: closes the attempt, moves delivery, message, step and run; true when an open run moved. */
  abstract settle(settlement: Settlement): Promise<boolean>;
}
