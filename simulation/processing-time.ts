import { InvalidInput } from '../language/problem.ts';

/** How long one piece of work keeps the processor, in milliseconds: what it waits for, and others have meanwhile, is not counted. */
export class ProcessingTime {
  #spent = 0;
  #turn: Turn | undefined;
  #waits = 0;

  /** @param most It may keep the processor for so long. */
  constructor(readonly most = Number.POSITIVE_INFINITY) {}

  /** From the first time on it is counted. */
  begin(): void {
    this.#turn ??= beginTurn();
  }

  /** Waits for something, uncounted. */
  async aside<Result>(wait: () => Promise<Result>): Promise<Result> {
    const isCounted = this.#turn !== undefined || this.#waits > 0;
    if (!isCounted) return wait();
    this.#pause();
    try {
      return await wait();
    } finally {
      this.#resume();
    }
  }

  /** @throws InvalidInput when there is none left */
  check(): void {
    const spent = this.#spent + (this.#turn ? lengthOf(this.#turn) : 0);
    if (spent <= this.most) return;
    const message = `the simulation takes more than ${this.most} ms: simulate less of it, or on the command line`;
    throw new InvalidInput([{ path: '', message }]);
  }

  #pause(): void {
    this.#waits += 1;
    if (this.#turn) this.#spent += lengthOf(this.#turn);
    this.#turn = undefined;
  }

  #resume(): void {
    this.#waits -= 1;
    if (this.#waits === 0) this.#turn = beginTurn();
  }
}

/** When a turn began. */
interface Turn {
  /** In milliseconds. */
  at: number;
  used: NodeJS.CpuUsage;
}

function beginTurn(): Turn {
  return { at: performance.now(), used: process.cpuUsage() };
}

/** A busy computer makes the clock run on, other threads of the process its processor time: what it took is less than either. */
function lengthOf({ at, used }: Turn): number {
  const { user, system } = process.cpuUsage(used);
  return Math.min(performance.now() - at, (user + system) / 1_000);
}
