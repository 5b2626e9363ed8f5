import type { JsonObject } from '../json/json.ts';
import { memberAt } from '../json/member-at.ts';
import type { Scope } from '../run/scope.ts';
import { dereference } from './dereference.ts';
import { readReference } from './reference.ts';
import { inField } from './resolve.ts';

/**
 * Refuses an address, at a dotted path of a step's fields, of which a part refers to nothing: it would be another one. F-04
 * @throws EvaluationFailed, naming the field.
 */
export function checkAddress(written: JsonObject, path: string, scope: Scope): void {
  const url = readReference(memberAt(written, path) ?? null);
  if (url) inField(path, () => dereference(url, scope, 'refused'));
}
