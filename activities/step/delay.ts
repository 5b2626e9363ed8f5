import { wakeTime } from '../../language/time/timing.ts';
import { failed } from './failed.ts';
import type { ReadyNode, ReadyStep } from './ready.ts';
import type { Effect } from './step-transaction.ts';

/** The step and the node: the instant is decided once, from when it was reached; a past one is over at once. A-20, T-12, N-30c */
export async function delay({ fields, call }: ReadyStep<'delay'> | ReadyNode<'delay'>): Promise<Effect> {
  const wake = wakeTime(fields, call.at);
  if (typeof wake !== 'number') return failed(wake.problem);
  if (wake <= call.at) return { outcome: { kind: 'processed' } };
  return { outcome: { kind: 'waits', until: wake }, context: { wakes_at: new Date(wake).toISOString() } };
}
