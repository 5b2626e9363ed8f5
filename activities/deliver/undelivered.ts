import type { NewMessage } from '../ports/ledger.ts';
import type { StepContext } from '../ports/statuses.ts';
import type { Effect } from '../step/step-transaction.ts';
import { historyEvent } from './history-event.ts';

/** Why a message that was written goes nowhere. */
export interface Obstacle {
  status: 'UNROUTABLE' | 'UNDELIVERABLE';
  reason: string;
  error: string;
  /** What the history tells besides. */
  details?: { topic_id: string };
}

/** A message that reaches no provider is a message all the same, and the run goes on (F-07). `at` in milliseconds since the epoch. */
export function undelivered(
  draft: Omit<NewMessage, 'status'>,
  { status, reason, error, details }: Obstacle,
  { context, at }: { context: StepContext; at: number },
): Effect {
  const history = [...draft.history, historyEvent(status, at, { reason, ...details })];
  const message = { ...draft, status, reason, error, history };
  return { outcome: { kind: 'processed', messageId: draft.id }, context: { ...context, reason: error }, message };
}
