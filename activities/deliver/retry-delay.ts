const FIRST_MS = 5_000;
const LONGEST_MS = 15 * 60_000;
const DAY_MS = 24 * 60 * 60_000;

/**
 * How long a delivery waits that has been tried for so long, both in milliseconds: about as long again, so 5 s, 10 s, 20 s …
 * and then 15 minutes, or what the provider asks for where that is longer. Undefined when that would be after a day. §11.4
 */
export function retryDelay(elapsedMs: number, wantedMs = 0): number | undefined {
  const delay = Math.max(wantedMs, Math.min(FIRST_MS + elapsedMs, LONGEST_MS));
  return elapsedMs + delay > DAY_MS ? undefined : delay;
}
