import type { Value } from '../expression/evaluation.ts';

/**
 * What an expression made, with U+FFFD for every half of a surrogate pair: an index can take one apart, and PostgreSQL
 * refuses the pieces. Objects are left alone, since they came out of the run as they are.
 */
export function wellFormed<Made extends Value>(value: Made): Made;
export function wellFormed(value: Value): Value {
  if (typeof value === 'string') return value.replace(/\p{Surrogate}/gu, '\uFFFD');
  return Array.isArray(value) ? value.map(wellFormed) : value;
}
