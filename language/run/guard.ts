import { cutText } from '../cut-text.ts';
import { evaluate } from '../expression/evaluate.ts';
import type { Value } from '../expression/evaluation.ts';
import type { Json, JsonObject } from '../json/json.ts';
import { roomLeft } from '../json/room-left.ts';
import { wellFormed } from '../json/well-formed.ts';
import type { ActionStep } from '../plan.ts';
import type { Scope } from './scope.ts';

/** How a guard came out: as written, the values it read by their paths, and its verdict. R-30 */
export interface Condition {
  expression: string;
  values: JsonObject;
  result: boolean;
}

/** In characters: longer values and paths (an index may be any text) are not recorded as they are. */
const LONGEST_VALUE = 1_000;
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
      if (!Object.hasOwn(values, name)) values[name] = recorded(value);
    },
  });
  return { expression: source, values, result: Boolean(verdict) };
}

/** Of large values only what they are: a guard that counts a list of thousands is no reason to keep the list twice. */
function recorded(value: Value): Json {
  if (value === undefined || value === null) return null;
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
  if (typeof value === 'string') return wellFormed(cutText(value, LONGEST_VALUE, '…'));
  if (typeof value !== 'object' || roomLeft(value, LONGEST_VALUE) >= 0) return value;
  return Array.isArray(value) ? `a list of ${value.length}` : `an object of ${Object.keys(value).length} members`;
}
