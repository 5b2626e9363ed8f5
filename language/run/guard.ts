import { cutText } from '../cut-text.ts';
import { evaluate } from '../expression/evaluate.ts';
import type { JsonObject } from '../json/json.ts';
import { recordedValue } from '../json/recorded-value.ts';
import { wellFormed } from '../json/well-formed.ts';
import type { ActionStep } from '../plan.ts';
import type { Scope } from './scope.ts';

/** How a guard came out: as written, the values it read by their paths, and its verdict. R-30 */
export interface Condition {
  expression: string;
  values: JsonObject;
  result: boolean;
}

/** In characters: longer paths (an index may be any text) are not recorded as they are. */
const LONGEST_PATH = 200;

/**
 * A step's `if` over the run as it is now.
 * @throws EvaluationFailed
 */
export function evaluateGuard({ source, tree }: NonNullable<ActionStep['if']>, scope: Scope): Condition {
  const values: JsonObject = {};
  const verdict = evaluate(tree, scope, {
    see: (path, value) => {
      const name = wellFormed(cutText(path, LONGEST_PATH, '…'));
      // Every read of a path finds the same, and measuring a large value once is dear enough.
      if (!Object.hasOwn(values, name)) values[name] = recordedValue(value);
    },
  });
  return { expression: source, values, result: Boolean(verdict) };
}
