import type { HistoryEvent } from '../ports/ledger.ts';

/** A line of a message's history; `ts` in milliseconds since the epoch. */
export function historyEvent(type: string, ts: number, details: Record<string, unknown> = {}): HistoryEvent {
  return { type, ts, ...details };
}
