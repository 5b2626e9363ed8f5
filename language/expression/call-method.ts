import { toPrimitive } from './coerce.ts';
import { type Evaluation, EvaluationFailed, type Value } from './evaluation.ts';
import { outline } from './outline.ts';
import type { Expression } from './tree.ts';

/** Beyond the search engine's tables a search takes the product of both lengths: hours, for what one request can hold. */
const LONGEST_NEEDLE = 250;

type Call = Extract<Expression, { kind: 'call' }>;

/** `object.includes(argument)` of an array, and all three methods of a string, with JavaScript's meaning. */
export function callMethod(object: Value, argument: Value, { method, object: tree }: Call, run: Evaluation): boolean {
  if (Array.isArray(object) && method === 'includes') {
    run.spend(object.length);
    return (object as Value[]).includes(argument);
  }
  if (typeof object !== 'string') throw new EvaluationFailed(`${outline(tree)} has no ${method}`);

  const needle = String(toPrimitive(argument, run));
  run.spend(object.length);
  if (method === 'includes' && needle.length > LONGEST_NEEDLE && needle.length < object.length) {
    throw new EvaluationFailed(`includes looks for more than ${LONGEST_NEEDLE} characters`);
  }
  return object[method](needle);
}
