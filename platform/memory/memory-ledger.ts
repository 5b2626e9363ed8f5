import { type Claim, type ClaimRequest, Ledger, type Settlement } from '../../activities/ports/ledger.ts';
import { forwardStatus } from './forward-status.ts';
import {
  type DeliveryRow,
  isOpen,
  type MemoryRows,
  type MessageRow,
  type RunRow,
  type StepRow,
} from './memory-rows.ts';
import { stepOf, wakeOthers } from './memory-runs.ts';

/** The ledger in memory; its clock is handed in, so that leases can be tried without waiting. */
export class MemoryLedger extends Ledger {
  constructor(
    readonly rows: MemoryRows,
    readonly now: () => number = Date.now,
  ) {
    super();
  }

  async claim({ call, context, message, rendition, provider, leaseMs }: ClaimRequest): Promise<Claim> {
    const run = this.rows.runs.get(call.runId);
    if (!run || !isOpen(run)) return { kind: 'closed' };
    stepOf(run, call, { messageId: message.id, context: { ...context } });

    const row = this.rows.messages.get(message.id) ?? { ...message, runId: call.runId };
    this.rows.messages.set(message.id, row);
    const held = row.delivery;
    if (held && (row.status === 'CANCELED' || !this.#isClaimable(held, provider.guarantee)))
      return this.#refusalOf(held, provider.guarantee);
    const attempt = (held?.attempt ?? 0) + 1;
    const leaseUntil = this.now() + leaseMs;
    row.delivery = {
      ...(held ?? rendition),
      status: 'claimed',
      attempt,
      providerId: provider.id,
      leaseUntil,
      retryAt: undefined,
    };
    wakeOthers(run, call);
    run.status = forwardStatus(run.status, 'PROCESSING');
    return { kind: 'claimed', attempt };
  }

  async settle({ call, at, messageId, attempt, outcome, retryInMs, message, runStatus }: Settlement): Promise<void> {
    const row = this.rows.messages.get(messageId);
    const delivery = row?.delivery;
    const run = this.rows.runs.get(call.runId);
    if (!row || !delivery || !run) return;
    const holds = delivery.attempt === attempt && (delivery.status === 'claimed' || delivery.status === 'unknown');
    if (!holds && !(outcome === 'sent' && delivery.status !== 'sent')) return;
    delivery.status = retryInMs === undefined || outcome === 'unknown' ? outcome : 'deferred';
    delivery.retryAt = retryInMs === undefined ? undefined : this.now() + retryInMs;
    const step = stepOf(run, call);
    if (!message && run.status === 'CANCELED') return abandon(row, step, run, at);
    if (message && forwardStatus(row.status, message.status) === message.status) {
      row.status = message.status;
      row.reason = message.reason;
      row.error = message.error;
      row.history = [...row.history, ...message.history];
    }
    if (!runStatus || step.outcome) return;
    step.status = forwardStatus(step.status, 'PROCESSED');
    step.outcome = { kind: 'processed', messageId };
    step.updatedAt = at;
    run.status = forwardStatus(run.status, runStatus);
  }

  #isClaimable({ status, leaseUntil, retryAt }: DeliveryRow, guarantee: string): boolean {
    if (status === 'deferred') return (retryAt ?? 0) <= this.now();
    return this.#isUnknown({ status, leaseUntil }) && guarantee === 'at-least-once';
  }

  #isUnknown({ status, leaseUntil }: Pick<DeliveryRow, 'status' | 'leaseUntil'>): boolean {
    return status === 'unknown' || (status === 'claimed' && leaseUntil < this.now());
  }

  #refusalOf({ status, attempt, leaseUntil, retryAt }: DeliveryRow, guarantee: string): Claim {
    if (status === 'sent' || status === 'refused') return { kind: 'settled', status, attempt };
    if (this.#isUnknown({ status, leaseUntil })) {
      if (guarantee === 'at-most-once') return { kind: 'settled', status: 'unknown', attempt };
      return { kind: 'busy', retryInMs: 0 };
    }
    return { kind: 'busy', retryInMs: Math.max(0, (status === 'claimed' ? leaseUntil : (retryAt ?? 0)) - this.now()) };
  }
}

/** Another attempt would follow, but for the run being canceled. */
function abandon(message: MessageRow, step: StepRow, { reason }: RunRow, at: number): void {
  if (forwardStatus(message.status, 'CANCELED') === 'CANCELED') {
    message.status = 'CANCELED';
    message.history = [...message.history, { type: 'CANCELED', ts: at }];
  }
  if (step.outcome) return;
  step.status = forwardStatus(step.status, 'CANCELED');
  step.context = { ...step.context, reason };
  step.updatedAt = at;
}
