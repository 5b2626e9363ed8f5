import { InvalidInput } from '../language/problem.ts';

/** Of all texts compiled together: what takes about a second at the worst. */
const MOST_CHARACTERS = 262_144;
/** An empty one has its price, too. */
const MOST_TEXTS = 20_000;
const MOST_TAGS = 5_000;
const MOST_PARENTHESES = 5_000;

/** What one content may take to compile, or all contents of one request. */
export class ContentBudget {
  #characters = 0;
  #texts = 0;
  #tags = 0;
  #parentheses = 0;

  /** @throws InvalidInput when a text is too much beside those before it. */
  spend(path: string, source: string): void {
    const tags = count('{{', source);
    this.#characters += source.length;
    this.#texts += 1;
    this.#tags += tags;
    // Where nothing is a template, parentheses are only text.
    this.#parentheses += tags > 0 ? count('(', source) : 0;
    if (this.#characters > MOST_CHARACTERS) throw excess(path, `${MOST_CHARACTERS} characters`);
    if (this.#texts > MOST_TEXTS) throw excess(path, `${MOST_TEXTS} texts`);
    if (this.#tags > MOST_TAGS) throw excess(path, `${MOST_TAGS} variables and blocks`);
    if (this.#parentheses > MOST_PARENTHESES) throw excess(path, `${MOST_PARENTHESES} parentheses`);
  }
}

function count(mark: string, source: string): number {
  return source.split(mark).length - 1;
}

function excess(path: string, limit: string): InvalidInput {
  return new InvalidInput([{ path, message: `takes the content past ${limit}` }]);
}
