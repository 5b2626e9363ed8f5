import { InvalidExpression } from './invalid-expression.ts';
import { readEscape } from './read-string.ts';

/** A template string's text from `start` to its closing backtick (`isLast`) or to the next `${`; `end` is behind either. */
export function readChunk(source: string, start: number): { text: string; end: number; isLast: boolean } {
  const text: string[] = [];
  let at = start;
  for (;;) {
    const character = source[at];
    if (character === undefined) throw new InvalidExpression('a template string without its end', start - 1);
    if (character === '`') return { text: text.join(''), end: at + 1, isLast: true };
    if (character === '$' && source[at + 1] === '{') return { text: text.join(''), end: at + 2, isLast: false };
    const read = character === '\\' ? readEscape(source, at) : { text: character, end: at + 1 };
    text.push(read.text);
    at = read.end;
  }
}
