import type { Value } from '../expression/evaluation.ts';
import type { Json } from '../json/json.ts';
import { recordedValue } from '../json/recorded-value.ts';
import { operators } from './operators.ts';
import type { ConditionAtom, ConditionTree } from './tree.ts';

/** One comparison as it came out: what was found at its path, null where nothing was. */
interface JudgedAtom {
  path: string;
  operator: ConditionAtom['operator'];
  value?: string;
  actual: Json;
  result: boolean;
}

/** How conditions came out, with every comparison in them: what a person who asks why is shown. N-28 */
export interface Judgement {
  result: boolean;
  atoms: JudgedAtom[];
}

/** Conditions over what is found at a path. Every atom is looked at, also where the verdict is clear before. N-20 to N-28 */
export function judge(tree: ConditionTree, find: (path: string) => Value): Judgement {
  return judgeTree(tree, find, recordedOnce());
}

function judgeTree(tree: ConditionTree, find: (path: string) => Value, record: typeof recordedValue): Judgement {
  if (tree.kind === 'atom') {
    const atom = judgeAtom(tree, find(tree.path) ?? null, record);
    return { result: atom.result, atoms: [atom] };
  }
  const members = tree.of.map((member) => judgeTree(member, find, record));
  const holds = ({ result }: Judgement) => result;
  return {
    result: tree.kind === 'all' ? members.every(holds) : members.some(holds),
    atoms: members.flatMap(({ atoms }) => atoms),
  };
}

function judgeAtom({ kind: _, ...atom }: ConditionAtom, actual: Json, record: typeof recordedValue): JudgedAtom {
  return { ...atom, actual: record(actual), result: holdsFor(atom, actual) };
}

/** Looks at a large object once, however many comparisons are about it. */
function recordedOnce(): typeof recordedValue {
  const known = new Map<object, Json>();
  return (value) => {
    if (typeof value !== 'object' || value === null) return recordedValue(value);
    const recorded = known.get(value) ?? recordedValue(value);
    known.set(value, recorded);
    return recorded;
  };
}

/** Where nothing is, only what denies something holds. N-26 */
function holdsFor(atom: Omit<ConditionAtom, 'kind'> & { value?: string }, actual: Json): boolean {
  const { operator, value = '' } = atom;
  if (operator === 'exists') return actual !== null;
  if (operator === 'does not exist') return actual === null;
  if (actual === null) return operator === 'is not equal' || operator === 'does not contain';
  return operators[operator](actual, value);
}
