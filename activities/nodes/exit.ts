import type { Effect } from '../step/step-transaction.ts';

/** §3.10: whatever the journey still holds, the run has reached its end. */
export async function exit(): Promise<Effect> {
  return { outcome: { kind: 'ends' } };
}
