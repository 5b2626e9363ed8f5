/** In characters; a request holds at most 6 million. */
const MOST_CHARACTERS = 8_000_000;

/** What evaluations that share it may spend: the characters they produce or search, and one for every part they evaluate. */
export class EvaluationBudget {
  #left: number;

  constructor(most = MOST_CHARACTERS) {
    this.#left = most;
  }

  get isSpent(): boolean {
    return this.#left < 0;
  }

  spend(characters: number): void {
    this.#left -= characters;
  }
}
