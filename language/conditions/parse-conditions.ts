import { isJsonObject, type Json, type JsonObject } from '../json/json.ts';
import type { Problem } from '../problem.ts';
import { readAtom } from './read-atom.ts';
import type { ConditionTree } from './tree.ts';

/** How many comparisons one place may hold, and how many groups may stand in each other. */
const MOST_ATOMS = 100;
const DEEPEST = 2;

/** What joins the members of a group, in the spellings that SDKs send. N-20 */
const JOINTS = { AND: 'all', and_: 'all', OR: 'any', or_: 'any' } as const;
type Joint = keyof typeof JOINTS;

/**
 * Conditions as they are written: an atom, a group of atoms, or a group of such groups. Undefined when something is wrong
 * with them. N-20 to N-22
 * @param report Told every problem, its path beginning at the conditions (`AND.0`).
 */
export function parseConditions(written: Json, report: (problem: Problem) => void): ConditionTree | undefined {
  const reading = new Reading();
  const tree = reading.read(written, '', 0);
  reading.problems.forEach(report);
  return reading.problems.length === 0 ? tree : undefined;
}

class Reading {
  readonly problems: Problem[] = [];
  #atoms = 0;

  read(written: Json, path: string, depth: number): ConditionTree | undefined {
    if (isJsonObject(written)) return this.#group(written, path, depth);
    this.#atoms += 1;
    if (this.#atoms === MOST_ATOMS + 1) this.#refuse('', `hold more than ${MOST_ATOMS} comparisons`);
    const atom = readAtom(written);
    return typeof atom === 'string' ? this.#refuse(path, atom) : atom;
  }

  #group(written: JsonObject, path: string, depth: number): ConditionTree | undefined {
    const [joint, ...others] = (Object.keys(JOINTS) as Joint[]).filter((key) => written[key] != null);
    if (joint === undefined || others.length > 0) return this.#refuse(path, 'need exactly one of AND and OR');
    const place = path ? `${path}.${joint}` : joint;
    const members = membersOf(written[joint], depth);
    if (typeof members === 'string') return this.#refuse(place, members);
    const of = members.map((member, index) => this.read(member, `${place}.${index}`, depth + 1));
    return { kind: JOINTS[joint], of: of.filter((member) => member !== undefined) };
  }

  #refuse(path: string, message: string): undefined {
    this.problems.push({ path, message });
  }
}

/** The members of a group, or what is wrong with them. */
function membersOf(members: Json | undefined, depth: number): Json[] | string {
  if (!Array.isArray(members)) return 'must be a list';
  if (members.length === 0) return 'must not be empty';
  const groups = members.filter(isJsonObject).length;
  if (groups > 0 && groups < members.length) return 'must hold either conditions or groups of them';
  return groups > 0 && depth + 1 >= DEEPEST ? `nests groups more than ${DEEPEST} deep` : members;
}
