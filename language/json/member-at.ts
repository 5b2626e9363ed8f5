import type { Value } from '../expression/evaluation.ts';
import { memberOf } from './member-of.ts';

/** What stands at a dotted path; undefined where it leads nowhere. */
export function memberAt(value: Value, path: string): Value {
  return path.split('.').reduce<Value>(memberOf, value);
}
