import { Allowance } from '../allowance.ts';
import { EvaluationFailed, type Value } from '../expression/evaluation.ts';
import { isJsonObject, type Json } from '../json/json.ts';
import type { Scope } from '../run/scope.ts';
import { dereference } from './dereference.ts';
import { readReference } from './reference.ts';

/**
 * A value as the run makes it: references at any depth replaced by what they stand for, members that
 * resolve to nothing left out. What comes out of the run is not looked at again, so data cannot refer to data.
 * @param path Names the value in errors.
 * @throws EvaluationFailed, naming the field.
 */
export function resolve(value: Json, scope: Scope, path = '', allowance = new Allowance()): Value {
  const reference = readReference(value);
  if (reference) return inField(path, () => allowance.spend(dereference(reference, scope)));
  return mapMembers(value, path, (member, at) => resolve(member, scope, at, allowance));
}

/** The value with each member of its object or array replaced; members that become undefined are left out. */
export function mapMembers(value: Json, path: string, map: (member: Json, path: string) => Value): Json {
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(
    ([key, member]) => [key, map(member, path ? `${path}.${key}` : key)] as const,
  );
  const present = members.filter((member): member is [string, Json] => member[1] !== undefined);
  return isJsonObject(value) ? Object.fromEntries(present) : present.map(([, member]) => member);
}

/** Puts the field's name before what went wrong in it. */
export function inField<Result>(path: string, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    throw error instanceof EvaluationFailed && path ? new EvaluationFailed(`${path}: ${error.message}`) : error;
  }
}
