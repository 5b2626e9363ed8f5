import { InvalidInput } from '../problem.ts';
import type { Json } from './json.ts';

/** Keys that could reach a prototype. W-13 */
export const FORBIDDEN_KEYS: ReadonlySet<string> = new Set(['__proto__', 'prototype', 'constructor']);

/**
 * For values that did not come by a request, whose body is checked as a whole.
 * @throws InvalidInput, without the place: the keys on the way there may be someone's data.
 */
export function refuseForbiddenKeys(value: Json): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, member] of Object.entries(value)) {
    if (FORBIDDEN_KEYS.has(key)) {
      throw new InvalidInput([{ path: '', message: `holds the key ${key}, which is not allowed` }]);
    }
    refuseForbiddenKeys(member);
  }
}
