import { forwardStatus } from './forward-status.ts';
import { isOpen, isPending, type MemoryRows, type MessageRow } from './memory-rows.ts';

/** When, why, and what the clock of the leases says. */
interface Cancelation {
  /** By the canceling run's own clock. */
  at: number;
  reason: string;
  now: number;
}

/** The database's `cancel_runs` for one run in memory; false when it had ended. */
export function cancelRun(rows: MemoryRows, runId: string, { at, reason, now }: Cancelation): boolean {
  const run = rows.runs.get(runId);
  if (!run || !isOpen(run)) return false;
  Object.assign(run, { status: 'CANCELED', reason });
  for (const message of rows.messages.values()) if (message.origin.runId === runId) cancelMessage(message, at, now);
  for (const window of rows.windows) if (window.owner.runId === runId) window.isClosed = true;
  for (const step of run.steps.values()) {
    const message = rows.messages.get(step.messageId ?? '');
    if (isUnderWay(message, now) || (step.status !== 'PROCESSING' && step.status !== 'WAITING')) continue;
    step.status = forwardStatus(step.status, 'CANCELED');
    step.context.reason = reason;
    step.updatedAt = at;
  }
  return true;
}

/** The database's `cancel_messages` for one message in memory. */
export function cancelMessage(message: MessageRow, at: number, now: number): void {
  const isHeld = message.deliveries.some(({ status, retryAt }) => status === 'unknown' && retryAt === undefined);
  if (isPending(message) && !isUnderWay(message, now) && !isHeld) cancelPending(message, at);
}

/** The same for one that is pending, whatever its deliveries. */
export function cancelPending(message: MessageRow, at: number): void {
  message.status = 'CANCELED';
  message.history = [...message.history, { type: 'CANCELED', ts: at }];
}

/** A provider is being asked. */
function isUnderWay(message: MessageRow | undefined, now: number): boolean {
  return (message?.deliveries ?? []).some(({ status, leaseUntil }) => status === 'claimed' && leaseUntil > now);
}
