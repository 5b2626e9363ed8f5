import { quoted } from '../expression/quoted.ts';
import type { Json } from '../json/json.ts';
import { keysOf } from '../json/keys-of.ts';
import {
  BINARY_OPERATORS,
  type BinaryOperator,
  type ConditionAtom,
  UNARY_OPERATORS,
  type UnaryOperator,
} from './tree.ts';

const KNOWN = [...BINARY_OPERATORS, ...UNARY_OPERATORS].join(', ');
const SHAPE = 'must be texts such as ["data.plan", "is equal", "gold"], or an object with AND or OR';

/** One comparison, `[path, operator, value]` or `[path, operator]`, or what is wrong with it. N-20, N-21 */
export function readAtom(written: Json): ConditionAtom | string {
  if (!isTexts(written)) return SHAPE;
  const [path = '', operator = '', ...values] = written;
  if (!isPath(path)) return 'must begin with a path such as data.plan';
  if (isUnary(operator))
    return values.length === 0 ? { kind: 'atom', path, operator } : `${quoted(operator)} takes no value`;
  if (!isBinary(operator)) return `${quoted(operator)} is not an operator; it can be one of ${KNOWN}`;
  const [value] = values;
  if (value === undefined || values.length > 1) return `${quoted(operator)} needs one value`;
  return { kind: 'atom', path, operator, value };
}

function isTexts(value: Json): value is string[] {
  return Array.isArray(value) && value.length > 0 && value.every((member) => typeof member === 'string');
}

/** Properties of events have names with spaces; braces are those of a reference, which is no path. */
function isPath(text: string): boolean {
  return !/[{}]/.test(text) && keysOf(text).every((key) => key.trim() !== '');
}

function isUnary(operator: string): operator is UnaryOperator {
  return (UNARY_OPERATORS as readonly string[]).includes(operator);
}

function isBinary(operator: string): operator is BinaryOperator {
  return (BINARY_OPERATORS as readonly string[]).includes(operator);
}
