import { EvaluationFailed } from '../expression/evaluation.ts';
import { InvalidExpression } from '../expression/invalid-expression.ts';
import type { Json } from '../json/json.ts';
import type { RunData } from '../run/scope.ts';
import { dereference } from './dereference.ts';
import { readReference } from './reference.ts';

/**
 * A name that a whole run goes by, its cancelation token or recipient, resolved once. Undefined for an empty one, and when
 * anything it is made of is missing or cannot be read: runs must not share a name by accident. K-01, J-64, A-05
 */
export function resolveName(written: Json, context: RunData): string | undefined {
  const value = tryToRead(written, context);
  return typeof value === 'string' || typeof value === 'number' ? String(value) || undefined : undefined;
}

function tryToRead(written: Json, context: RunData): Json | undefined {
  try {
    const reference = readReference(written);
    return reference ? dereference(reference, { ...context, refs: {} }, 'refused') : written;
  } catch (error) {
    if (error instanceof EvaluationFailed || error instanceof InvalidExpression) return undefined;
    throw error;
  }
}
