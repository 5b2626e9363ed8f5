import { InvalidExpression } from './invalid-expression.ts';
import { quoted } from './quoted.ts';
import { readString } from './read-string.ts';

/** A piece of an expression; `start` and `end` are offsets in its source. */
export type Token = { start: number; end: number } & (
  | { kind: 'name' | 'symbol' | 'string'; text: string }
  | { kind: 'number'; value: number }
  | { kind: 'end' }
);

const SPACE = /\s*/y;
const NAME = /[\p{ID_Start}$_][\p{ID_Continue}$]*/uy;
const NUMBER = /(?:(?:0|[1-9]\d*)(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?/iy;
/** Longest first. What JavaScript has and we refuse is here too, so that `a => b` is not read as `a = > b`. */
const SYMBOL = /===|!==|=>|==|!=|<=|>=|&&|\|\||\?\?|\?\.(?!\d)|\*\*|\+\+|--|<<|>>|[-+*/%!<>?:()[\].,`}=]/y;

/** The first token at or after `at`. Template strings are the parser's: here a backtick is a symbol. */
export function readToken(source: string, at: number): Token {
  const start = at + match(SPACE, source, at).length;
  if (start >= source.length) return { kind: 'end', start, end: start };

  const name = match(NAME, source, start);
  if (name) return { kind: 'name', text: name, start, end: start + name.length };
  const number = match(NUMBER, source, start);
  if (number) return readNumber(source, start, start + number.length);
  if (source[start] === '"' || source[start] === "'") return { kind: 'string', start, ...readString(source, start) };
  const symbol = match(SYMBOL, source, start);
  if (symbol) return { kind: 'symbol', text: symbol, start, end: start + symbol.length };
  throw new InvalidExpression(`unexpected ${quoted(String.fromCodePoint(source.codePointAt(start) ?? 0))}`, start);
}

function readNumber(source: string, start: number, end: number): Token {
  const value = Number(source.slice(start, end));
  if (!Number.isFinite(value)) throw new InvalidExpression('a number too large', start);
  if (match(NAME, source, end) || /\d/.test(source[end] ?? ''))
    throw new InvalidExpression('a malformed number', start);
  return { kind: 'number', value, start, end };
}

function match(pattern: RegExp, source: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(source)?.[0] ?? '';
}
