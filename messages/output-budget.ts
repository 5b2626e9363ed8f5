import { EvaluationBudget } from '../language/expression/evaluation-budget.ts';
import { RenderFailure } from './render-failure.ts';

const MOST_CHARACTERS = 1_000_000;
const MOST_ITERATIONS = 100_000;
/** Also of those that have no value. */
const MOST_VARIABLES = 250_000;
/** Of the elements' `loop`. */
const MOST_TURNS = 1_000;
/** Each turn of a loop goes through its elements anew. */
const MOST_ELEMENTS = 10_000;
/** What all `if` and `loop` of a part may spend; each by itself takes a few dozen. */
const MOST_EVALUATED = 2_000_000;

/** How much one rendered part may write and how often it may loop; the first excess ends it with a RenderFailure. */
export class OutputBudget {
  #spent = 0;
  #iterations = 0;
  #variables = 0;
  #turns = 0;
  #elements = 0;
  readonly evaluation = new EvaluationBudget(MOST_EVALUATED);

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

  /** Charges the writing of one variable. */
  variable(write: () => string): string {
    this.#variables += 1;
    if (this.#variables > MOST_VARIABLES) throw new RenderFailure(`writes more than ${MOST_VARIABLES} variables`);
    return this.charge(write);
  }

  /** Charges one turn of a loop, and what it writes. */
  iterate(write: () => string): string {
    this.#iterations += 1;
    if (this.#iterations > this.mostIterations) throw new RenderFailure(`loops more than ${this.mostIterations} times`);
    return this.charge(write);
  }

  /** Charges one turn of the loop at `path`. */
  turn(path: string): void {
    this.#turns += 1;
    if (this.#turns > MOST_TURNS) throw new RenderFailure(`takes the loops past ${MOST_TURNS} turns`, path);
  }

  /** Charges one turn of the element at `path`, whether it is shown or not. */
  element(path: string): void {
    this.#elements += 1;
    if (this.#elements > MOST_ELEMENTS)
      throw new RenderFailure(`takes the content past ${MOST_ELEMENTS} elements`, path);
  }
}
