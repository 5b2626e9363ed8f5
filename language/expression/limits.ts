import { InvalidExpression } from './invalid-expression.ts';
import type { Expression } from './tree.ts';

const MOST_NODES = 1_000;
const DEEPEST = 100;

/** Counts what a parser makes, so that no source can exhaust a stack or a reader's patience. X-01 */
export class Limits {
  #nodes = 0;
  #nesting = 0;

  constructor(private readonly at: () => number) {}

  node(tree: Expression): Expression {
    this.#nodes += 1;
    if (this.#nodes > MOST_NODES) throw new InvalidExpression(`more than ${MOST_NODES} parts`, this.at());
    return tree;
  }

  nested(read: () => Expression): Expression {
    this.#nesting += 1;
    if (this.#nesting > DEEPEST) throw new InvalidExpression(`nesting more than ${DEEPEST} deep`, this.at());
    const tree = read();
    this.#nesting -= 1;
    return tree;
  }
}
