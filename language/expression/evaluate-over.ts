import { callMethod } from './call-method.ts';
import { toPrimitive, toText } from './coerce.ts';
import { Evaluation, type Gaps, type ReadRoot, type Value } from './evaluation.ts';
import type { EvaluationBudget } from './evaluation-budget.ts';
import { binaryOperators, unaryOperators } from './operators.ts';
import { readMember } from './read-member.ts';
import type { Expression } from './tree.ts';

type Node<Kind extends Expression['kind']> = Extract<Expression, { kind: Kind }>;

/** How an expression is evaluated, where not as in JavaScript and by itself. */
export interface EvaluationOptions {
  /** Told every path read, `data.items.0.sku`, and the value found there. */
  see?: (path: string, value: Value) => void;
  /** What a missing value does; as in JavaScript when not given. */
  gaps?: Gaps;
  /** Shared by evaluations that belong together; one of its own when not given. */
  budget?: EvaluationBudget;
}

/**
 * The value of an expression, with JavaScript's meaning on own properties only. X-01
 * @param readRoot What the names mean that it may begin with.
 * @throws EvaluationFailed, and nothing else.
 */
export function evaluateOver(
  tree: Expression,
  readRoot: ReadRoot,
  { see = () => {}, gaps = 'javascript', budget }: EvaluationOptions = {},
): Value {
  return valueAt(tree, new Evaluation(readRoot, gaps, see, budget));
}

function valueAt(tree: Expression, run: Evaluation): Value {
  run.spend(1);
  switch (tree.kind) {
    case 'literal':
      return tree.value;
    case 'undefined':
      return undefined;
    case 'list':
      return tree.items.map((item) => valueAt(item, run)) as Value;
    case 'root':
    case 'member':
    case 'index':
      return seen(tree, run);
    case 'call':
      return callMethod(valueAt(tree.object, run), valueAt(tree.argument, run), tree, run);
    case 'unary':
      return unaryOperators[tree.operator](valueAt(tree.operand, run), run);
    case 'binary':
      return binary(tree, run);
    case 'choice':
      return valueAt(valueAt(tree.test, run) ? tree.whenTrue : tree.whenFalse, run);
    case 'template':
      return template(tree, run);
  }
}

function seen(tree: Expression, run: Evaluation): Value {
  const { value, path } = read(tree, run);
  if (path !== undefined) run.see(path, value);
  return value;
}

/** A chain of properties is one path, so only its end is seen. What does not begin at a root has no path. */
function read(tree: Expression, run: Evaluation): { value: Value; path?: string } {
  if (tree.kind === 'root') return { value: run.readRoot(tree.name), path: tree.name };
  if (tree.kind !== 'member' && tree.kind !== 'index') return { value: valueAt(tree, run) };
  const object = read(tree.object, run);
  const key = tree.kind === 'member' ? tree.name : String(toPrimitive(valueAt(tree.key, run), run));
  const value = readMember(object.value, key, tree.object, run);
  return object.path === undefined ? { value } : { value, path: `${object.path}.${key}` };
}

function binary({ operator, left, right }: Node<'binary'>, run: Evaluation): Value {
  const value = valueAt(left, run);
  switch (operator) {
    case '&&':
      return value ? valueAt(right, run) : value;
    case '||':
      return value ? value : valueAt(right, run);
    case '??':
      return value ?? valueAt(right, run);
    default:
      return binaryOperators[operator](value, valueAt(right, run), run);
  }
}

/** Parts are joined as they come, so that the budget stops a text that would not fit in memory. */
function template({ parts }: Node<'template'>, run: Evaluation): Value {
  return parts.reduce((text, part) => text + toText(valueAt(part, run), run), '');
}
