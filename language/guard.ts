import { evaluate } from './expression/evaluate.ts';
import type { Value } from './expression/evaluation.ts';
import type { Json, JsonObject } from './json.ts';
import type { PlanStep } from './plan.ts';
import type { Scope } from './scope.ts';

/** How a guard came out: as written, the values it read by their paths, and its verdict. R-30 */
export interface Condition {
  expression: string;
  values: JsonObject;
  result: boolean;
}

/** The longest value that is recorded as it is, in characters. */
const LONGEST_VALUE = 1_000;

/**
 * A step's `if` over the run as it is now.
 * @throws EvaluationFailed
 */
export function evaluateGuard({ source, tree }: NonNullable<PlanStep['if']>, scope: Scope): Condition {
  const values: JsonObject = {};
  const verdict = evaluate(tree, scope, {
    see: (path, value) => {
      values[path] = recorded(value);
    },
  });
  return { expression: source, values, result: Boolean(verdict) };
}

/** Of large values only what they are: a guard that counts a list of thousands is no reason to keep the list twice. */
function recorded(value: Value): Json {
  if (value === undefined || value === null) return null;
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
  if (typeof value === 'string') return value.length > LONGEST_VALUE ? `${value.slice(0, LONGEST_VALUE)}…` : value;
  if (typeof value !== 'object' || JSON.stringify(value).length <= LONGEST_VALUE) return value;
  return Array.isArray(value) ? `a list of ${value.length}` : `an object of ${Object.keys(value).length} members`;
}
