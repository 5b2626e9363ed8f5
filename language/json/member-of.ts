import type { Value } from '../expression/evaluation.ts';

/** An own member of an object or array; undefined for anything else, what is inherited included. */
export function memberOf(value: Value, key: PropertyKey): Value {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as Record<PropertyKey, Value>)[key];
}
