/** For so long after a signal calls of lists begin: so long before the grace of the workers is over that most of them end. */
const LISTS_MS = 10_000;
/** What ends it at last, such as an orchestrator, waits for 30 s. */
const MOST_MS = 28_000;

/**
 * Bounds the end of a worker that was told to stop: calls of a list begin for a while only, and what then still holds the process
 * up, such as a database that does not take what was settled, is left to another worker.
 */
export function stopInTime(leaving: AbortController, endLate: () => void): void {
  setTimeout(() => leaving.abort(), LISTS_MS).unref();
  setTimeout(endLate, MOST_MS).unref();
}
