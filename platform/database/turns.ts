import { Busy } from './busy.ts';

/** Connections that they take from everybody else. */
const MOST_AT_ONCE = 4;
const PATIENCE_MS = 10_000;

interface Turn {
  keys: readonly string[];
  begin: () => void;
}

/**
 * Writers that wait for the locks of each other's rows take turns before they take a connection: a few at a time, and of those
 * with a key in common one, the first to come.
 */
export class Turns {
  readonly #taken = new Set<string>();
  #waiting: Turn[] = [];
  #atWork = 0;

  /** @param patienceMs How long one waits for a turn. */
  constructor(readonly patienceMs = PATIENCE_MS) {}

  /** @throws Busy when the turn did not come. */
  async take<Result>(keys: readonly string[], work: () => Promise<Result>): Promise<Result> {
    await this.#come(keys);
    try {
      return await work();
    } finally {
      this.#leave(keys);
    }
  }

  #come(keys: readonly string[]): Promise<void> {
    return new Promise((resolve, reject) => {
      const turn = { keys, begin: resolve };
      const patience = setTimeout(() => {
        this.#waiting = this.#waiting.filter((other) => other !== turn);
        reject(new Busy('the turn to write did not come in time'));
      }, this.patienceMs);
      turn.begin = () => {
        clearTimeout(patience);
        resolve();
      };
      this.#waiting.push(turn);
      this.#admit();
    });
  }

  #leave(keys: readonly string[]): void {
    for (const key of keys) this.#taken.delete(key);
    this.#atWork -= 1;
    this.#admit();
  }

  #admit(): void {
    const wanted = new Set<string>();
    this.#waiting = this.#waiting.filter((turn) => {
      const isHeldUp = turn.keys.some((key) => this.#taken.has(key) || wanted.has(key));
      if (this.#atWork === MOST_AT_ONCE || isHeldUp) {
        for (const key of turn.keys) wanted.add(key);
        return true;
      }
      for (const key of turn.keys) this.#taken.add(key);
      this.#atWork += 1;
      turn.begin();
      return false;
    });
  }
}
