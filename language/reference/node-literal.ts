import type { Value } from '../expression/evaluation.ts';
import { isNodeReference } from './node-reference.ts';

/** Text in a node that stands for itself; undefined for a reference, for text with one in it, and for what is no text. */
export function nodeLiteral(value: Value): string | undefined {
  return typeof value === 'string' && !isNodeReference(value) ? value : undefined;
}
