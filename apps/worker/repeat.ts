import { setTimeout as pause } from 'node:timers/promises';

interface RepeatOptions {
  /** As many as this say that there is more to do at once. */
  page: number;
  pauseMs: number;
  onError: (error: Error) => void;
}

/** Does a page of work, which gives how much there was, again and again until the signal; an outage only delays it. */
export async function repeat(
  round: () => Promise<number>,
  { page, pauseMs, onError }: RepeatOptions,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    const found = await round().catch((error: Error) => {
      onError(error);
      return 0;
    });
    if (found < page) await pause(pauseMs, undefined, { signal }).catch(() => {});
  }
}
