import { type Evaluation, EvaluationFailed, type Value } from './evaluation.ts';
import { outline } from './outline.ts';
import type { Expression } from './tree.ts';

/**
 * An own property of a value, a string's characters and `length` among them; prototypes are never looked at.
 * `tree` is what gave the value, for the error.
 */
export function readMember(object: Value, key: string, tree: Expression, run: Evaluation): Value {
  if (object === undefined || object === null) {
    if (run.gaps !== 'javascript') return undefined;
    throw new EvaluationFailed(`${outline(tree)} has no value, so it has no properties`);
  }
  return Object.hasOwn(object as object, key) ? (object as Record<string, Value>)[key] : undefined;
}
