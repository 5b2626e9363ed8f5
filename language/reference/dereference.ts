import { evaluate } from '../expression/evaluate.ts';
import type { Gaps, Value } from '../expression/evaluation.ts';
import type { Expression } from '../expression/tree.ts';
import { memberOf } from '../json/member-of.ts';
import { wellFormed } from '../json/well-formed.ts';
import type { Scope } from '../run/scope.ts';
import type { Reference } from './reference.ts';

/**
 * What a reference stands for: a path keeps its JSON type; text that is one expression keeps an object or an array, and is
 * text otherwise. Undefined when nothing is there.
 * @throws EvaluationFailed
 */
export function dereference(reference: Reference, scope: Scope, gaps: Gaps = 'blank'): Value {
  if (reference.kind === 'path') return readPath(reference.path, scope);
  const [first, ...rest] = reference.parts;
  if (rest.length > 0 || first === undefined || typeof first === 'string')
    return wellFormed(evaluate(textTree(reference.parts), scope, { gaps }));
  const value = wellFormed(evaluate(first, scope, { gaps })) ?? undefined;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
}

/** Text and expressions as one tree, so that one budget holds for all of it. */
function textTree(parts: (string | Expression)[]): Expression {
  return {
    kind: 'template',
    parts: parts.map((part) => (typeof part === 'string' ? { kind: 'literal', value: part } : part)),
  };
}

function readPath([root = '', ...keys]: string[], { refs, ...context }: Scope): Value {
  return keys.reduce<Value>(memberOf, memberOf({ ...refs, ...context } as Value, root));
}
