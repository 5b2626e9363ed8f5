import { EvaluationFailed } from '../expression/evaluation.ts';
import { InvalidExpression } from '../expression/invalid-expression.ts';
import { findInRun } from '../reference/find-in-run.ts';
import { readNodeReference } from '../reference/node-reference.ts';
import { referredTo } from '../reference/resolve-node.ts';
import type { NodeScope } from './node-scope.ts';

/**
 * The cancelation token of a journey's run, made once, when the run is asked for. Undefined for an empty one, and when anything
 * it is made of is missing, or it is an object or a list: runs must not share a token by accident. J-63, J-64
 */
export function journeyToken(written: string, scope: NodeScope): string | undefined {
  try {
    const reference = readNodeReference(written);
    const token = reference ? referredTo(reference, findInRun(scope)) : written;
    return typeof token === 'object' ? undefined : String(token) || undefined;
  } catch (error) {
    if (error instanceof EvaluationFailed || error instanceof InvalidExpression) return undefined;
    throw error;
  }
}
