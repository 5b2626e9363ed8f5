import { atOnce } from '../../activities/at-once.ts';
import { repeat } from './repeat.ts';

const PAGE = 200;
const AT_ONCE = 10;
const PAUSE_MS = 1_000;

/** What was done about a row: its workflow was started, told of a cancel or a full batch, or the row ended as its workflow had. */
export type Mend = 'started' | 'told' | 'ended';

/** Where a row is found. */
export interface DuePlace {
  runId?: string;
  messageId?: string;
}

export interface RoundsOptions {
  onError: (error: Error, place?: DuePlace) => void;
  /** Told of every row that was not as it should be. */
  onMended?: (mend: Mend) => void;
}

/** Looks after rows that are due, a page at a time, for as long as the worker lives. */
export abstract class Rounds<Due, Options extends RoundsOptions = RoundsOptions> {
  constructor(readonly options: Options) {}

  /** The next of what is due, at most so many; another process is not given the same. */
  protected abstract take(most: number): Promise<Due[]>;
  /** Nothing where all is well. */
  protected abstract reconcile(due: Due): Promise<Mend | undefined>;
  protected abstract placeOf(due: Due): DuePlace;

  /** Goes on until the signal; an outage of either side only delays it. */
  run(signal: AbortSignal): Promise<void> {
    return repeat(() => this.round(signal), { page: PAGE, pauseMs: PAUSE_MS, onError: this.options.onError }, signal);
  }

  /** One page, some at a time; gives how many there were. A row that cannot be looked at holds up no other. */
  async round(signal?: AbortSignal): Promise<number> {
    const due = await this.take(PAGE);
    await atOnce(AT_ONCE, due, async (one) => {
      if (!signal?.aborted) await this.#look(one);
    });
    return due.length;
  }

  async #look(due: Due): Promise<void> {
    try {
      const mend = await this.reconcile(due);
      if (mend) this.options.onMended?.(mend);
    } catch (error) {
      this.options.onError(error as Error, this.placeOf(due));
    }
  }
}
