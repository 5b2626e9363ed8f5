import { MESSAGE_STATUSES } from '../message-status.ts';
import type { Scope } from '../run/scope.ts';
import { type EvaluationOptions, evaluateOver } from './evaluate-over.ts';
import type { Value } from './evaluation.ts';
import type { Expression, Root } from './tree.ts';

/**
 * The value of an expression over a run.
 * @throws EvaluationFailed, and nothing else.
 */
export function evaluate(tree: Expression, scope: Scope, options: EvaluationOptions = {}): Value {
  return evaluateOver(tree, (name) => rootValue(name as Root, scope), options);
}

function rootValue(name: Root, scope: Scope): Value {
  const { data, profile, recipient, brand, template } = scope;
  // A member may be undefined: JSON to whoever reads it, since reading it gives undefined either way.
  if (name === 'refs') return { ...scope.refs, data, profile, recipient, brand, template } as Value;
  return name === 'MessageStatus' ? MESSAGE_STATUSES : scope[name];
}
