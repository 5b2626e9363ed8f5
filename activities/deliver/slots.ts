/** Places for calls under way: who finds none free waits for a while, and then goes away. */
export class Slots {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  constructor(count: number) {
    this.#free = count;
  }

  /** Gives the function that hands the place back, or undefined when none was free in time. */
  async take(withinMs: number): Promise<(() => void) | undefined> {
    if (this.#free > 0) this.#free -= 1;
    else if (!(await this.#turn(withinMs))) return undefined;
    return () => this.#handBack();
  }

  /** To whom waits longest, or else to whoever comes next. */
  #handBack(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#free += 1;
  }

  #turn(withinMs: number): Promise<boolean> {
    return new Promise((resolve) => {
      const come = () => {
        clearTimeout(timer);
        resolve(true);
      };
      const timer = setTimeout(() => {
        this.#waiting.splice(this.#waiting.indexOf(come), 1);
        resolve(false);
      }, withinMs);
      this.#waiting.push(come);
    });
  }
}
