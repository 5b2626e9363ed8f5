import type { Value } from '../expression/evaluation.ts';

/** An id where data may bring one: text or a number, without blanks around it; empty where there is none. */
export function idOf(value: Value): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}
