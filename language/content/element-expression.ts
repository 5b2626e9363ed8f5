import { InvalidExpression } from '../expression/invalid-expression.ts';
import { parseExpression } from '../expression/parse.ts';
import type { Expression } from '../expression/tree.ts';
import { BOUND } from './content.ts';

/** The names that an element's expression may begin with; `$` is the turn of the loop around it. */
const ELEMENT_ROOTS = ['data', 'profile', 'user', 'recipient', 'tenant', 'brand', 'refs', '$'];

/**
 * The `if` or `loop` of an element (§11.3): the language of guards over what its texts read. A lone `{{name}}` is
 * that variable, as texts find it (N-02).
 * @throws InvalidExpression also for text that came out of the run, which is never evaluated.
 */
export function parseElementExpression(source: string): Expression {
  if (source.includes(BOUND)) throw new InvalidExpression('text of the run, which is never evaluated,', 0);
  const text = source.trim();
  const isVariable = text.startsWith('{{') && text.endsWith('}}');
  return isVariable ? parseExpression(text.slice(2, -2), () => true) : parseExpression(source, isElementRoot);
}

function isElementRoot(name: string): boolean {
  return ELEMENT_ROOTS.includes(name);
}
