import type { Effect } from './step-transaction.ts';

/** A step that could not do its work: it and its run are ERROR. The reason names fields and rules, never values. */
export function failed(reason: string): Effect {
  return { outcome: { kind: 'failed', reason }, context: { reason } };
}
