import type { Idempotency } from '../../platform/database/idempotency.ts';
import { repeat } from './repeat.ts';

const PAGE = 1_000;
const PAUSE_MS = 60_000;

/** Deletes idempotency keys whose time is over, about every minute, until the signal; an outage only delays it. W-45 */
export function forgetExpiredKeys(
  idempotency: Pick<Idempotency, 'forgetExpired'>,
  signal: AbortSignal,
  onError: (error: Error) => void,
): Promise<void> {
  return repeat(() => idempotency.forgetExpired(PAGE), { page: PAGE, pauseMs: PAUSE_MS, onError }, signal);
}
