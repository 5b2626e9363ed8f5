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
   * Gives the function that hands the place back, or undefined when none was free in time. A broadcast lets everyone go first
   * who waits at the same time.
   */
  async take(withinMs: number, isBroadcast = false): Promise<(() => void) | undefined> {
    if (this.#free > 0) this.#free -= 1;
    else if (!(await this.#turn(withinMs, isBroadcast ? this.#behind : this.#waiting))) return undefined;
    return () => this.#handBack();
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
