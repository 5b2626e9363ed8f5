import { wakeTime } from '../../language/time/timing.ts';
import { failed } from '../step/failed.ts';
import type { ReadyNode } from '../step/ready.ts';
import type { Effect } from '../step/step-transaction.ts';

/** N-30a to N-30c: decides the instant once, from when the node was reached; a past one is over at once. */
export async function delay({ fields, call }: ReadyNode<'delay'>): Promise<Effect> {
  const wake = wakeTime(fields, call.at);
  if (typeof wake !== 'number') return failed(wake.problem);
  if (wake <= call.at) return { outcome: { kind: 'processed' } };
  return { outcome: { kind: 'waits', until: wake }, context: { wakes_at: new Date(wake).toISOString() } };
}
