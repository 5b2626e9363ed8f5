import { dereference } from './dereference.ts';
import { EvaluationFailed } from './expression/evaluation.ts';
import type { Json } from './json.ts';
import { readReference } from './reference.ts';
import type { RunData } from './scope.ts';

/**
 * A run's cancelation token, resolved once. Undefined for an empty one, and when anything it is made of is missing: runs
 * must not share a token by accident. K-01, J-64
 */
export function resolveToken(written: Json, context: RunData): string | undefined {
  const value = tokenValue(written, context);
  return typeof value === 'string' || typeof value === 'number' ? String(value) || undefined : undefined;
}

function tokenValue(written: Json, context: RunData): Json | undefined {
  const reference = readReference(written);
  if (!reference) return written;
  try {
    return dereference(reference, { ...context, refs: {} }, 'refused');
  } catch (error) {
    if (error instanceof EvaluationFailed) return undefined;
    throw error;
  }
}
