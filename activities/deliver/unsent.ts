import type { NewMessage } from '../ports/ledger.ts';
import type { Effect } from '../step/step-transaction.ts';
import { historyEvent } from './history-event.ts';
import type { Unwritten } from './letter.ts';

/**
 * A request of its own has nothing but its message to tell why it was not written.
 * @param at When, in milliseconds since the epoch.
 */
export function unsent({ problem, status, reason }: Unwritten, draft: Omit<NewMessage, 'status'>, at: number): Effect {
  const told = status ? { status, reason } : ({ status: 'UNDELIVERABLE', reason: 'FAILED' } as const);
  const history = [...draft.history, historyEvent(told.status, at, { reason: told.reason })];
  const message = { ...draft, ...told, error: problem, history };
  return { outcome: { kind: 'processed', messageId: draft.id }, context: { reason: problem }, message };
}
