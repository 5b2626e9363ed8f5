import { progressOf } from '../message-status.ts';
import { toNumber, toPrimitive, toText } from './coerce.ts';
import type { Evaluation, Value } from './evaluation.ts';
import type { BinaryOperator, UnaryOperator } from './tree.ts';

type Eager = Exclude<BinaryOperator, '&&' | '||' | '??'>;

/** Operators that need both sides, with JavaScript's meaning but for the order of message statuses. */
export const binaryOperators: Record<Eager, (left: Value, right: Value, run: Evaluation) => Value> = {
  '===': (left, right) => left === right,
  '!==': (left, right) => left !== right,
  '==': looselyEqual,
  '!=': (left, right, run) => !looselyEqual(left, right, run),
  '<': (left, right, run) => order(left, right, run) < 0,
  '<=': (left, right, run) => order(left, right, run) <= 0,
  '>': (left, right, run) => order(left, right, run) > 0,
  '>=': (left, right, run) => order(left, right, run) >= 0,
  '+': add,
  '-': (left, right, run) => toNumber(left, run) - toNumber(right, run),
  '*': (left, right, run) => toNumber(left, run) * toNumber(right, run),
  '/': (left, right, run) => toNumber(left, run) / toNumber(right, run),
  '%': (left, right, run) => toNumber(left, run) % toNumber(right, run),
};

/** Signs and negation, as in JavaScript. */
export const unaryOperators: Record<UnaryOperator, (operand: Value, run: Evaluation) => Value> = {
  '!': (operand) => !operand,
  '-': (operand, run) => -toNumber(operand, run),
  '+': (operand, run) => toNumber(operand, run),
};

function looselyEqual(left: Value, right: Value, run: Evaluation): boolean {
  if (typeof left === 'object' && typeof right === 'object') return left === right;
  // biome-ignore lint/suspicious/noDoubleEquals: the operator of the expression is JavaScript's own
  return toPrimitive(left, run) == toPrimitive(right, run);
}

/** Negative, zero or positive; NaN, which every comparison denies, where there is no order. */
function order(left: Value, right: Value, run: Evaluation): number {
  const [a, b] = comparable(toPrimitive(left, run), toPrimitive(right, run), run);
  if (a < b) return -1;
  if (a > b) return 1;
  return a === b ? 0 : Number.NaN;
}

function comparable(left: Value, right: Value, run: Evaluation): [number, number] | [string, string] {
  if (typeof left !== 'string' || typeof right !== 'string') return [toNumber(left, run), toNumber(right, run)];
  const [a, b] = [progressOf(left), progressOf(right)];
  return a === undefined || b === undefined ? [left, right] : [a, b];
}

function add(left: Value, right: Value, run: Evaluation): Value {
  const isText = [left, right].some((side) => typeof toPrimitive(side, run) === 'string');
  return isText ? toText(left, run) + toText(right, run) : toNumber(left, run) + toNumber(right, run);
}
