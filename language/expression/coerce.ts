import { type Evaluation, EvaluationFailed, type Value } from './evaluation.ts';

type Primitive = Exclude<Value, object> | null;

/** JavaScript's conversion for operators: an array is its members joined, an object is `[object Object]`. */
export function toPrimitive(value: Value, run: Evaluation): Primitive {
  if (typeof value !== 'object' || value === null) return value;
  return objectText(value, run);
}

/** JavaScript's conversion to a number. */
export function toNumber(value: Value, run: Evaluation): number {
  const primitive = toPrimitive(value, run);
  if (typeof primitive === 'string') run.spend(primitive.length);
  return Number(primitive);
}

/**
 * What a value reads as inside text. In expressions as in JavaScript; in text that someone is to read, missing
 * values are empty and objects are JSON.
 */
export function toText(value: Value, run: Evaluation): string {
  const text = run.gaps === 'javascript' ? String(toPrimitive(value, run)) : readable(value, run);
  run.spend(text.length);
  return text;
}

function readable(value: Value, run: Evaluation): string {
  if (value === undefined || value === null) {
    if (run.gaps === 'refused') throw new EvaluationFailed('a value is missing');
    return '';
  }
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Written out because the native conversion would call a `toString` or `join` that the data brought along. */
function objectText(value: object, run: Evaluation): string {
  if (!Array.isArray(value)) return '[object Object]';
  const text = value.map((item: Value) => String(toPrimitive(item ?? '', run))).join(',');
  run.spend(text.length);
  return text;
}
