import { RenderFailure } from './render-failure.ts';

const MOST_CHARACTERS = 1_000_000;
const MOST_ITERATIONS = 100_000;

/** How much one rendered part may write and how often it may loop; the first excess ends it with a RenderFailure. */
export class OutputBudget {
  #spent = 0;
  #iterations = 0;

  constructor(
    private readonly mostCharacters = MOST_CHARACTERS,
    private readonly mostIterations = MOST_ITERATIONS,
  ) {}

  /** Charges what `write` returns; what pieces inside it were already charged is not charged again. */
  charge(write: () => string): string {
    const before = this.#spent;
    const output = write();
    this.#spent = Math.max(this.#spent, before + output.length);
    if (this.#spent > this.mostCharacters)
      throw new RenderFailure(`writes more than ${this.mostCharacters} characters`);
    return output;
  }

  /** Charges one turn of a loop, and what it writes. */
  iterate(write: () => string): string {
    this.#iterations += 1;
    if (this.#iterations > this.mostIterations) throw new RenderFailure(`loops more than ${this.mostIterations} times`);
    return this.charge(write);
  }
}
