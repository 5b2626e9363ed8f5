import { Allowance } from '../allowance.ts';
import { EvaluationFailed, type Value } from '../expression/evaluation.ts';
import type { Json, JsonObject } from '../json/json.ts';
import { wellFormed } from '../json/well-formed.ts';
import { type NodeReference, readNodeReference } from './node-reference.ts';
import { inField, mapMembers } from './resolve.ts';

/** A node's fields with their references resolved, and those of them (dotted paths) that may refer to nothing and do. */
export interface ResolvedNode {
  fields: JsonObject;
  dangling: string[];
}

/**
 * The fields of a node as the run makes them: a reference that is a whole value keeps its JSON type, one within text is
 * written into it, objects as JSON. What comes out of the run is not looked at again. N-05, N-06
 * @param find What lies at a path of the run.
 * @param mayDangle The fields that are left out where they refer to nothing.
 * @throws EvaluationFailed, naming field and path, for any other reference to nothing.
 */
export function resolveNode(
  written: JsonObject,
  find: (path: string) => Value,
  mayDangle: readonly string[] = [],
): ResolvedNode {
  const allowance = new Allowance();
  const dangling: string[] = [];
  const resolve = (value: Json, place: string): Value => {
    const reference = readNodeReference(value);
    if (!reference) return mapMembers(value, place, resolve);
    const read = () => referredTo(reference, (path) => allowance.spend(find(path)));
    if (!mayDangle.includes(place)) return inField(place, read);
    const found = tryToRead(read);
    if (found === undefined) dangling.push(place);
    return found;
  };
  return { fields: mapMembers(written, '', resolve) as JsonObject, dangling };
}

/**
 * What a reference stands for.
 * @throws EvaluationFailed, naming the path, where nothing is there.
 */
export function referredTo(reference: NodeReference, find: (path: string) => Value): Json {
  if (reference.kind === 'whole') return there(reference.path, find);
  const texts = reference.parts.map((part, index) => (index % 2 === 0 ? part : textOf(there(part, find))));
  return wellFormed(texts.join(''));
}

function there(path: string, find: (path: string) => Value): Json {
  const value = find(path);
  if (value === undefined || value === null) throw new EvaluationFailed(`${path} refers to nothing`);
  return value;
}

function textOf(value: Json): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function tryToRead(read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    if (error instanceof EvaluationFailed) return undefined;
    throw error;
  }
}
