import { InvalidExpression } from './invalid-expression.ts';
import { quoted } from './quoted.ts';
import type { Token } from './tokenize.ts';
import type { Expression } from './tree.ts';

const WORDS = new Map<string, Expression>([
  ['true', { kind: 'literal', value: true }],
  ['false', { kind: 'literal', value: false }],
  ['null', { kind: 'literal', value: null }],
  ['undefined', { kind: 'undefined' }],
]);

/**
 * What one token says by itself: a literal or a root; undefined for a symbol and for the end.
 * @throws InvalidExpression for a name that is none of the known ones.
 */
export function readLeaf(token: Token, isRoot: (name: string) => boolean): Expression | undefined {
  if (token.kind === 'end' || token.kind === 'symbol') return undefined;
  if (token.kind === 'number') return { kind: 'literal', value: token.value };
  if (token.kind === 'string') return { kind: 'literal', value: token.text };
  const word = WORDS.get(token.text);
  if (word) return { ...word };
  if (isRoot(token.text)) return { kind: 'root', name: token.text };
  throw new InvalidExpression(`unknown name ${quoted(token.text)}`, token.start);
}
