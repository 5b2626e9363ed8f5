import type { EarlierDelivery } from '../ports/ledger.ts';
import type { Verdict } from './verdict.ts';

/** How far a message has come on one channel. */
export type LegState =
  /** An attempt is due. */
  | { kind: 'open' }
  /** `until` in milliseconds since the epoch. */
  | { kind: 'waits'; until: number }
  | { kind: 'sent' | 'refused' | 'unknown' };

/** A timer may ring a little early. */
const TOLERANCE_MS = 100;

/** What the ledger says of a delivery at a moment; `claimed` is for the claim to judge. */
export function stateOf(earlier: EarlierDelivery | undefined, at: number): LegState {
  const { status, retryAt } = earlier ?? {};
  if (status === 'sent' || status === 'refused') return { kind: status };
  if (status === 'unknown' && retryAt === undefined) return { kind: 'unknown' };
  const isEarly = retryAt !== undefined && retryAt > at + TOLERANCE_MS;
  return isEarly ? { kind: 'waits', until: retryAt } : { kind: 'open' };
}

/** Where a verdict that was given at a moment leaves its delivery. */
export function stateAfter({ outcome, retryInMs }: Verdict, at: number): LegState {
  if (retryInMs === 0) return { kind: 'open' };
  if (retryInMs !== undefined) return { kind: 'waits', until: at + retryInMs };
  return { kind: outcome === 'deferred' ? 'refused' : outcome };
}

/** When the first of the legs that are not over goes on; undefined when all are over. `at`: now. */
export function nextInstant(legs: readonly LegState[], at: number): number | undefined {
  const instants = legs.flatMap((leg) => {
    if (leg.kind === 'waits') return [leg.until];
    return leg.kind === 'open' ? [at] : [];
  });
  return instants.length > 0 ? Math.min(...instants) : undefined;
}
