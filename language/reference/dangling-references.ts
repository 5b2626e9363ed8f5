import type { Value } from '../expression/evaluation.ts';
import type { JsonObject } from '../json/json.ts';
import { memberAt } from '../json/member-at.ts';
import type { Problem } from '../problem.ts';
import { isDynamic } from './reference.ts';

/** Those of the fields (dotted paths) that hold a reference which came to no value, to null, or to empty text. X-06 */
export function danglingReferences(written: JsonObject, resolved: JsonObject, paths: readonly string[]): Problem[] {
  const isDangling = (path: string): boolean =>
    isDynamic(memberAt(written, path) ?? null) && isNothing(memberAt(resolved, path));
  return paths.filter(isDangling).map((path) => ({ path, message: 'refers to nothing' }));
}

function isNothing(value: Value): boolean {
  return value === undefined || value === null || value === '';
}
