import { type Claim, type ClaimRequest, Ledger, type Settlement } from '../../activities/ports/ledger.ts';
import { forwardStatus } from './forward-status.ts';
import { type DeliveryRow, isOpen, type MemoryRows } from './memory-rows.ts';
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

    const row = this.rows.messages.get(message.id) ?? { ...message };
    this.rows.messages.set(message.id, row);
    const held = row.delivery;
    if (held && !this.#isClaimable(held, provider.guarantee)) return this.#refusalOf(held);
    const attempt = (held?.attempt ?? 0) + 1;
    const leaseUntil = this.now() + leaseMs;
    row.delivery = {
      ...(held ?? rendition),
      status: 'claimed',
      attempt,
      providerId: provider.id,
      leaseUntil,
      retryAt: 0,
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
    delivery.retryAt = this.now() + (retryInMs ?? 0);
    if (message && forwardStatus(row.status, message.status) === message.status) {
      row.status = message.status;
      row.reason = message.reason;
      row.error = message.error;
      row.history = [...row.history, ...message.history];
    }
    const step = stepOf(run, call);
    if (!runStatus || step.outcome) return;
    step.status = forwardStatus(step.status, 'PROCESSED');
    step.outcome = { kind: 'processed', messageId };
    step.updatedAt = at;
    run.status = forwardStatus(run.status, runStatus);
  }

  #isClaimable({ status, leaseUntil, retryAt }: DeliveryRow, guarantee: string): boolean {
    if (status === 'deferred') return retryAt <= this.now();
    const isUnknown = status === 'unknown' || (status === 'claimed' && leaseUntil < this.now());
    return isUnknown && guarantee === 'at-least-once';
  }

  #refusalOf({ status, attempt, leaseUntil, retryAt }: DeliveryRow): Claim {
    if (status === 'sent' || status === 'refused' || status === 'unknown') return { kind: 'settled', status, attempt };
    if (status === 'claimed' && leaseUntil < this.now()) return { kind: 'settled', status: 'unknown', attempt };
    return { kind: 'busy', retryInMs: Math.max(0, (status === 'claimed' ? leaseUntil : retryAt) - this.now()) };
  }
}
