import { InvalidExpression } from '../expression/invalid-expression.ts';
import { hasHole, parseText } from '../expression/parse-text.ts';
import type { Expression } from '../expression/tree.ts';
import type { Json } from '../json/json.ts';
import type { Problem } from '../problem.ts';
import { accessorPath, isAccessor } from './accessor.ts';

/** A value that stands for another one: a path into the run, or text with expressions in it. */
export type Reference = { kind: 'path'; path: string[] } | { kind: 'text'; parts: (string | Expression)[] };

/** `refs.` and a path, and nothing else: a sentence that begins with the word stays text. */
const TEXT_PATH = /^refs(?:\.[\p{L}\p{N}_$-]+|\[\d+\])+$/u;

/** Whether a value is a reference by itself; what it contains is not looked at. */
export function isDynamic(value: Json | undefined): boolean {
  return typeof value === 'string' ? TEXT_PATH.test(value) || hasHole(value) : isAccessor(value);
}

/**
 * What a value refers to; undefined for a value that stands for itself.
 * @throws InvalidExpression for a reference that cannot be read.
 */
export function readReference(value: Json): Reference | undefined {
  if (isAccessor(value)) return { kind: 'path', path: accessorPath(value.$ref) };
  if (typeof value !== 'string') return undefined;
  if (TEXT_PATH.test(value)) return { kind: 'path', path: accessorPath(value) };
  return hasHole(value) ? { kind: 'text', parts: parseText(value) } : undefined;
}

/** Every reference at any depth that cannot be read. */
export function referenceProblems(value: Json, path: string): Problem[] {
  try {
    if (readReference(value)) return [];
  } catch (error) {
    if (error instanceof InvalidExpression) return [{ path, message: error.message }];
    throw error;
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => referenceProblems(member, `${path}.${key}`));
}
