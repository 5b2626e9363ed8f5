import { InvalidExpression } from '../expression/invalid-expression.ts';
import { quoted } from '../expression/quoted.ts';
import type { Json } from '../json/json.ts';
import type { Problem } from '../problem.ts';
import { accessorPath, isAccessor } from './accessor.ts';

/**
 * A value in a node's fields that stands for another one: `{{data.x}}` or `{"$ref": "data.x"}` as a whole, or text with such
 * references in it, in which every second part is a path. N-04, N-05
 */
export type NodeReference = { kind: 'whole'; path: string } | { kind: 'text'; parts: string[] };

const MARK = /\{\{\{([^{}]*)\}\}\}|\{\{([^{}]*)\}\}/;
const PATH = /^[\p{L}\p{N}_$-]+(?:\.[\p{L}\p{N}_$-]+|\[\d+\])*$/u;

/** Whether a value is a reference by itself, or text with one in it; what it contains is not looked at. */
export function isNodeReference(value: Json | undefined): boolean {
  return typeof value === 'string' ? MARK.test(value) : isAccessor(value);
}

/**
 * What a value in a node's fields refers to; undefined for one that stands for itself.
 * @throws InvalidExpression for a reference that cannot be read.
 */
export function readNodeReference(value: Json): NodeReference | undefined {
  if (isAccessor(value)) return { kind: 'whole', path: accessorPath(value.$ref).join('.') };
  if (typeof value !== 'string' || !MARK.test(value)) return undefined;
  const parts = partsOf(value);
  const [before, path = '', after, ...others] = parts;
  return before === '' && after === '' && others.length === 0 ? { kind: 'whole', path } : { kind: 'text', parts };
}

/** Every reference at any depth that cannot be read. */
export function nodeReferenceProblems(value: Json, path: string): Problem[] {
  try {
    if (readNodeReference(value)) return [];
  } catch (error) {
    if (error instanceof InvalidExpression) return [{ path, message: error.message }];
    throw error;
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => nodeReferenceProblems(member, `${path}.${key}`));
}

/** Splitting by either form of the mark leaves a place for the other one, which is undefined. */
function partsOf(text: string): string[] {
  const pieces = text.split(MARK) as (string | undefined)[];
  const parts = pieces.filter((piece) => piece !== undefined);
  parts.forEach((part, index) => {
    if (index % 2 === 0 || PATH.test(part.trim())) return;
    const at = parts.slice(0, index).join('{{}}').length;
    throw new InvalidExpression(`${quoted(`{{${part}}}`)} is not a reference such as {{data.name}},`, at);
  });
  return parts.map((part, index) => (index % 2 === 0 ? part : part.trim()));
}
