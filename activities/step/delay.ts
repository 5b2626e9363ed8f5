import { wakeTime } from '../../language/time/timing.ts';
import { failed } from './failed.ts';
import type { ReadyStep } from './ready.ts';
import type { Effect } from './step-transaction.ts';

/** decides the instant once; a past one is over at once (T-12). */
export async function delay({ fields, call }: ReadyStep<'delay'>): Promise<Effect> {
  const wake = wakeTime(fields, call.at);
  if (typeof wake !== 'number') return failed(wake.problem);
  if (wake <= call.at) return { outcome: { kind: 'processed' } };
  return { outcome: { kind: 'waits', until: wake }, context: { wakes_at: new Date(wake).toISOString() } };
}
