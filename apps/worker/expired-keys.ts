import { setTimeout as pause } from 'node:timers/promises';

import type { Idempotency } from '../../platform/database/idempotency.ts';

const AT_ONCE = 1_000;
const PAUSE_MS = 60_000;

/** Deletes idempotency keys whose time is over, about every minute, until the signal; an outage only delays it. W-45 */
export async function forgetExpiredKeys(
  idempotency: Pick<Idempotency, 'forgetExpired'>,
  signal: AbortSignal,
  onError: (error: Error) => void,
): Promise<void> {
  while (!signal.aborted) {
    const forgotten = await idempotency.forgetExpired(AT_ONCE).catch((error: Error) => {
      onError(error);
      return 0;
    });
    if (forgotten < AT_ONCE) await pause(PAUSE_MS, undefined, { signal }).catch(() => {});
  }
}
