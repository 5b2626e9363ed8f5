import { Parser } from './parser.ts';
import type { Expression } from './tree.ts';

/**
 * An expression's tree: at most 1,000 nodes, nested at most 100 deep. X-01
 * @param isRoot Which names it may begin with; those of a run when not given.
 * @throws InvalidExpression, naming the position, for anything that X-01 does not list.
 */
export function parseExpression(source: string, isRoot?: (name: string) => boolean): Expression {
  return new Parser(source, isRoot).whole();
}
