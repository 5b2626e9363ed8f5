import { Parser } from './parser.ts';
import type { Expression } from './tree.ts';

/** Where an expression begins in text. `${{` does not begin one: it is a dollar sign before a Handlebars variable. */
const HOLE = /\$\{(?!\{)/g;

/** Whether text holds an expression. X-05 */
export function hasHole(text: string): boolean {
  return text.search(HOLE) >= 0;
}

/**
 * Text with `${…}` in it, as its parts in order: the text between as strings, the expressions as trees. X-05
 * @throws InvalidExpression when what `${` begins is not an expression or does not end.
 */
export function parseText(text: string): (string | Expression)[] {
  const parser = new Parser(text);
  const parts: (string | Expression)[] = [];
  let done = 0;
  for (const { index } of text.matchAll(HOLE)) {
    if (index < done) continue;
    if (index > done) parts.push(text.slice(done, index));
    const { tree, end } = parser.hole(index + 2);
    parts.push(tree);
    done = end;
  }
  return done < text.length ? [...parts, text.slice(done)] : parts;
}
