import type { HistoryEvent } from '../ports/ledger.ts';

/** A line of a message's history, as of now. */
export function historyEvent(type: string, details: Record<string, unknown> = {}): HistoryEvent {
  return { type, ts: Date.now(), ...details };
}
