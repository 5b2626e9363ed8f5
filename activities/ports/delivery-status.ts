import type { AttemptOutcome } from './ledger.ts';

/** Where an attempt leaves its delivery: what may be tried again is deferred, unless nobody knows whether it went out. */
export function deliveryStatusOf(outcome: AttemptOutcome, retryInMs: number | undefined): AttemptOutcome {
  return retryInMs === undefined || outcome === 'unknown' ? outcome : 'deferred';
}
