import { repeat } from './repeat.ts';

const PAGE = 200;
const AT_ONCE = 10;
const PAUSE_MS = 1_000;

/** Looks after rows that are due, a page at a time, for as long as the worker lives. */
export abstract class Rounds<Due> {
  constructor(readonly onError: (error: Error) => void) {}

  /** The next of what is due, at most so many; another process is not given the same. */
  protected abstract take(most: number): Promise<Due[]>;
  protected abstract reconcile(due: Due): Promise<unknown>;

  /** Goes on until the signal; an outage of either side only delays it. */
  run(signal: AbortSignal): Promise<void> {
    return repeat(() => this.round(signal), { page: PAGE, pauseMs: PAUSE_MS, onError: this.onError }, signal);
  }

  /** One page, some at a time; gives how many there were. A row that cannot be looked at holds up no other. */
  async round(signal?: AbortSignal): Promise<number> {
    const due = await this.take(PAGE);
    const rest = [...due];
    const next = async (): Promise<void> => {
      for (let one = rest.pop(); one && !signal?.aborted; one = rest.pop())
        await this.reconcile(one).catch(this.onError);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, next));
    return due.length;
  }
}
