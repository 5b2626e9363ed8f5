const FIRST_MS = 5_000;
const LONGEST_MS = 15 * 60_000;
/** Ten growing waits, then one every 15 minutes for the rest of a day (§11.4). */
const MOST_ATTEMPTS = 10 + 96;

/** How long after its n-th attempt (from 1) a delivery is tried again, in milliseconds; undefined when it was the last. */
export function retryDelay(attempt: number, wanted = 0): number | undefined {
  if (attempt >= MOST_ATTEMPTS) return undefined;
  return Math.max(wanted, Math.min(FIRST_MS * 2 ** (attempt - 1), LONGEST_MS));
}
