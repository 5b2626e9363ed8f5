import type { ConditionAtom, ConditionTree } from '../../language/conditions/tree.ts';
import { isEqual } from '../../language/json/is-equal.ts';
import type { Json, JsonObject } from '../../language/json/json.ts';
import { declaredAt } from './schema-types.ts';

/** Whether it is clear how conditions come out, whatever the data; those of a schema are taken at its word. */
export type Foregone = 'always' | 'never' | 'open';

/** @param schema Of the data, as the trigger declares it. */
export function foregone(tree: ConditionTree, schema?: JsonObject): Foregone {
  if (tree.kind === 'atom') return schema ? bySchema(tree, schema) : 'open';
  const members = tree.of.map((member) => foregone(member, schema));
  const [settles, otherwise] = tree.kind === 'all' ? (['never', 'always'] as const) : (['always', 'never'] as const);
  if (members.includes(settles)) return settles;
  if (members.every((member) => member === otherwise)) return otherwise;
  const atoms = tree.of.filter((member) => member.kind === 'atom');
  if (isCovered(atoms)) return settles;
  return tree.kind === 'all' && contradicts(atoms) ? 'never' : 'open';
}

/** Something is there and is not: together never, one of them always. */
function isCovered(atoms: readonly ConditionAtom[]): boolean {
  const there = atoms.filter(({ operator }) => operator === 'exists').map(({ path }) => path);
  return atoms.some(({ operator, path }) => operator === 'does not exist' && there.includes(path));
}

/** The same cannot equal two values. */
function contradicts(atoms: readonly ConditionAtom[]): boolean {
  const values = new Map<string, string>();
  for (const atom of atoms) {
    if (atom.operator !== 'is equal') continue;
    const other = values.get(atom.path);
    if (other !== undefined && other !== atom.value && Number(other) !== Number(atom.value)) return true;
    values.set(atom.path, atom.value);
  }
  return false;
}

/** A value that the schema knows of no such member, or of another type: missing ones make it false just as well. */
function bySchema(atom: ConditionAtom, schema: JsonObject): Foregone {
  const declared = declaredAt(schema, atom.path);
  if (declared.kind !== 'declared' || atom.operator !== 'is equal') return 'open';
  return mayEqual(declared.schema, atom.value) ? 'open' : 'never';
}

function mayEqual({ type, enum: members, const: only }: JsonObject, value: string): boolean {
  const known = only !== undefined ? [only] : Array.isArray(members) ? members : undefined;
  if (known) return known.some((member) => isWritten(member, value));
  if (type === 'boolean') return value === 'true' || value === 'false';
  if (type === 'number' || type === 'integer') return value.trim() !== '' && Number.isFinite(Number(value));
  return true;
}

function isWritten(member: Json, value: string): boolean {
  if (typeof member === 'number') return member === Number(value);
  return typeof member === 'object' ? isEqual(member, parsed(value)) : String(member) === value;
}

/** Undefined for what is no JSON. */
function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
