import { deliveryStatusOf } from '../../activities/ports/delivery-status.ts';
import {
  type Claim,
  type ClaimRequest,
  Ledger,
  type NewMessage,
  type PendingClaimRequest,
  type Settlement,
} from '../../activities/ports/ledger.ts';
import type { MessageCall } from '../../workflows/contracts/step-activities.ts';
import { cancelPending } from './cancel-run.ts';
import { forwardStatus } from './forward-status.ts';
import {
  type DeliveryRow,
  isOpen,
  isPending,
  type MemoryRows,
  type MessageRow,
  type RunRow,
  type StepRow,
  uncall,
} from './memory-rows.ts';
import { stepOf, wakeOthers } from './step-rows.ts';

/** The ledger in memory; its clock is handed in, so that leases can be tried without waiting. */
export class MemoryLedger extends Ledger {
  constructor(
    readonly rows: MemoryRows,
    readonly now: () => number = Date.now,
  ) {
    super();
  }

  async claim(request: ClaimRequest): Promise<Claim> {
    const { call, context, message } = request;
    const run = this.rows.runs.get(call.runId);
    if (!run || !isOpen(run)) return { kind: 'closed' };
    stepOf(run, call, { messageId: message.id, context: { ...context } });
    const claim = this.#take(request, call.at, call);
    if (claim.kind !== 'claimed') return claim;
    wakeOthers(run, call);
    run.status = forwardStatus(run.status, 'PROCESSING');
    return claim;
  }

  async claimPending(request: PendingClaimRequest): Promise<Claim> {
    const origin = this.#originOf(request.call.messageId);
    return origin ? this.#take(request, request.call.at, origin) : { kind: 'closed' };
  }

  async end({ messageId }: MessageCall, message: NewMessage): Promise<void> {
    const origin = this.#originOf(messageId);
    if (origin) this.rows.addMessage(message, origin);
  }

  async isWanted(messageId: string): Promise<boolean> {
    return this.#originOf(messageId) !== undefined && this.rows.messages.get(messageId)?.status !== 'CANCELED';
  }

  /** The step that made a message that may still go on. */
  #originOf(messageId: string): MessageRow['origin'] | undefined {
    const origin = this.rows.messages.get(messageId)?.origin;
    const run = this.rows.runs.get(origin?.runId ?? '');
    return run && run.status !== 'CANCELED' ? origin : undefined;
  }

  #take(
    { message, others = [], ...delivery }: Omit<PendingClaimRequest, 'call'>,
    at: number,
    origin: MessageRow['origin'],
  ): Claim {
    const row = this.rows.addMessage(message, origin);
    if (row.status === 'CANCELED') return { kind: 'canceled' };
    for (const rendition of others) {
      const isThere = row.deliveries.some(({ channel }) => channel === rendition.channel);
      if (!isThere) row.deliveries.push({ ...rendition, status: 'deferred', attempt: 0, leaseUntil: 0, retryAt: at });
    }
    return this.#lease(row, at, delivery);
  }

  async settle({
    call,
    at,
    messageId,
    channel,
    attempt,
    outcome,
    retryInMs,
    ...settlement
  }: Settlement): Promise<boolean> {
    const { message, step: end, isUnclaimed, isUncalled, resumesAt } = settlement;
    const row = this.rows.messages.get(messageId);
    const delivery = row?.deliveries.find((candidate) => candidate.channel === channel);
    const run = this.rows.runs.get(call.runId);
    if (!row || !delivery || !run) return false;
    const settled = isUnclaimed ? ['deferred'] : ['claimed', 'unknown'];
    const holds = delivery.attempt === attempt && settled.includes(delivery.status);
    if (!holds && !(outcome === 'sent' && delivery.status !== 'sent')) return false;
    if (isUncalled) uncall(delivery);
    delivery.status = deliveryStatusOf(outcome, retryInMs);
    delivery.retryAt = retryInMs && at + retryInMs;
    if (message) tell(row, message);
    const step = stepOf(run, call);
    if (run.status === 'CANCELED' && resumesAt !== undefined) {
      abandon(row, step, run, at);
      return false;
    }
    if (!end || step.outcome) return false;
    const moves = isOpen(run);
    step.status = forwardStatus(step.status, 'PROCESSED');
    step.outcome = end.outcome;
    step.updatedAt = at;
    run.status = forwardStatus(run.status, end.runStatus);
    return moves;
  }

  #lease(
    row: MessageRow,
    at: number,
    { rendition, provider, leaseMs }: Omit<PendingClaimRequest, 'call' | 'message'>,
  ): Claim {
    const now = Math.max(this.now(), at);
    const held = row.deliveries.find(({ channel }) => channel === rendition.channel);
    if (held && !this.#isClaimable(held, provider.guarantee, now)) return this.#refusalOf(held, now);
    const attempt = (held?.attempt ?? 0) + 1;
    const claimed: DeliveryRow = {
      ...(held ?? rendition),
      status: 'claimed',
      attempt,
      providerId: provider.id,
      since: held?.since ?? now,
      sinceBefore: held?.since,
      leaseUntil: this.now() + leaseMs,
      retryAt: undefined,
    };
    if (held) Object.assign(held, claimed);
    else row.deliveries.push(claimed);
    return { kind: 'claimed', attempt };
  }

  #isClaimable({ status, leaseUntil, retryAt = 0 }: DeliveryRow, guarantee: string, now: number): boolean {
    if (status === 'deferred') return retryAt <= now;
    const isUnknown = status === 'unknown' || (status === 'claimed' && leaseUntil < this.now());
    return isUnknown && guarantee === 'at-least-once';
  }

  #refusalOf({ status, attempt, leaseUntil, retryAt = 0 }: DeliveryRow, now: number): Claim {
    if (status === 'sent' || status === 'refused' || status === 'unknown') return { kind: 'settled', status, attempt };
    if (status === 'deferred') return { kind: 'busy', retryInMs: retryAt - now };
    const wait = leaseUntil - this.now();
    return wait < 0 ? { kind: 'settled', status: 'unknown', attempt } : { kind: 'busy', retryInMs: wait };
  }
}

/** What a settlement tells of its message; where it goes, it goes forward only. */
function tell(row: MessageRow, { status, reason, error, history }: NonNullable<Settlement['message']>): void {
  row.history = [...row.history, ...history];
  if (!status || forwardStatus(row.status, status) !== status) return;
  row.status = status;
  row.reason = reason;
  row.error = error;
}

/** It would go on, but for the run being canceled. */
function abandon(message: MessageRow, step: StepRow, { reason }: RunRow, at: number): void {
  if (isPending(message)) {
    Object.assign(message, { reason: undefined, error: undefined });
    cancelPending(message, at);
  }
  if (step.outcome) return;
  step.status = forwardStatus(step.status, 'CANCELED');
  step.context = { ...step.context, reason };
  step.updatedAt = at;
}
