import type { JsonObject } from '../../language/json.ts';
import type { StepCall } from '../../workflows/contracts/step-activities.ts';
import type { RunStatus, StepContext } from './statuses.ts';

/** A line of a message's history (§11.2). */
export interface HistoryEvent {
  type: string;
  /** Milliseconds since the epoch. */
  ts: number;
  [detail: string]: unknown;
}

/** A message as a step makes it. */
export interface NewMessage {
  id: string;
  recipient: string;
  templateId?: string;
  status: 'ROUTED' | 'UNROUTABLE';
  reason?: string;
  error?: string;
  tags: string[];
  history: HistoryEvent[];
}

/** What goes to one address on one channel; the same for every attempt. */
export interface Rendition {
  channel: string;
  address: string;
  rendered: JsonObject;
}

/** A delivery that an earlier attempt of this step already wrote. */
export interface EarlierDelivery extends Rendition {
  messageId: string;
  recipient: string;
  /** The provider of the last attempt: an unknown outcome is never a reason for another one. */
  providerId: string;
  status: string;
  attempt: number;
  /** The message was canceled: it goes no further, and its run goes on. */
  isCanceled: boolean;
}

export interface ClaimRequest {
  call: StepCall;
  context: StepContext;
  message: NewMessage;
  rendition: Rendition;
  provider: { id: string; provider: string; guarantee: 'at-least-once' | 'at-most-once' };
  /** Longer than the provider's own time-out. */
  leaseMs: number;
}

export type Claim =
  | { kind: 'claimed'; attempt: number }
  /** Another attempt holds the lease, or a deferred delivery is not due yet. */
  | { kind: 'busy'; retryInMs: number }
  /** The delivery already has its final state; for `unknown`, the provider's policy forbids another attempt. */
  | { kind: 'settled'; status: 'sent' | 'refused' | 'unknown'; attempt: number }
  | { kind: 'closed' };

export type AttemptOutcome = 'sent' | 'refused' | 'deferred' | 'unknown';

export interface Settlement {
  call: StepCall;
  messageId: string;
  channel: string;
  /** When the provider had answered, in milliseconds since the epoch; not before the call. */
  at: number;
  /** The attempt that claimed; only `sent` may settle another's. */
  attempt: number;
  outcome: AttemptOutcome;
  answer: string;
  /** Another attempt may follow after this time: the delivery is then deferred, whatever this attempt's outcome, unless that is unknown. */
  retryInMs?: number;
  /** Where the message goes; absent while another attempt follows. */
  message?: {
    status: 'SENT' | 'SIMULATED' | 'UNDELIVERABLE' | 'UNROUTABLE' | 'ROUTED';
    reason?: string;
    error?: string;
    history: HistoryEvent[];
  };
  /** Where the run goes when the step is over with this settlement. */
  runStatus?: RunStatus;
}

/**
 * Every attempt of every delivery. A claim is a lease: claimed → sent | refused | deferred | unknown;
 * an expired lease becomes unknown before the provider's guarantee decides what follows.
 */
export abstract class Ledger {
  /** In one statement: fences the run, writes the message and the step, takes the lease. */
  abstract claim(request: ClaimRequest): Promise<Claim>;
  /** In one statement: closes the attempt, moves delivery, message, step and run. */
  abstract settle(settlement: Settlement): Promise<void>;
}
