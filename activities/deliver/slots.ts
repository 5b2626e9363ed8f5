/** A place that is held. */
export interface Place {
  /** It was not free at once. */
  isLate: boolean;
  release(): void;
}

/** Places for calls under way: who finds none free waits for a while, and then goes away. */
export class Slots {
  #free: number;
  readonly #waiting: (() => void)[] = [];
  /** Those of broadcasts, of which there may be as many as a list has recipients. */
  readonly #behind: (() => void)[] = [];

  constructor(count: number) {
    this.#free = count;
  }

  /**
   * Undefined when none was free in time. A broadcast lets everyone go first who waits at the same time.
   */
  async take(withinMs: number, isBroadcast = false): Promise<Place | undefined> {
    const isLate = this.#free === 0;
    if (!isLate) this.#free -= 1;
    else if (!(await this.#turn(withinMs, isBroadcast ? this.#behind : this.#waiting))) return undefined;
    return { isLate, release: () => this.#handBack() };
  }

  /** To whom waits longest, or else to whoever comes next. */
  #handBack(): void {
    const next = this.#waiting.shift() ?? this.#behind.shift();
    if (next) next();
    else this.#free += 1;
  }

  #turn(withinMs: number, line: (() => void)[]): Promise<boolean> {
    return new Promise((resolve) => {
      const come = () => {
        clearTimeout(timer);
        resolve(true);
      };
      const timer = setTimeout(() => {
        line.splice(line.indexOf(come), 1);
        resolve(false);
      }, withinMs);
      line.push(come);
    });
  }
}
