import { InvalidExpression } from './invalid-expression.ts';

const ESCAPES: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', v: '\v', '\n': '', '\r': '' };

const CODE_POINT = /u([0-9a-f]{4})|u\{([0-9a-f]{1,6})\}|x([0-9a-f]{2})/iy;

/** The string literal whose opening quote is at `start`; `end` is behind its closing quote. */
export function readString(source: string, start: number): { text: string; end: number } {
  const quote = source[start];
  const text: string[] = [];
  let at = start + 1;
  while (source[at] !== quote) {
    const character = source[at];
    if (character === undefined || character === '\n' || character === '\r') {
      throw new InvalidExpression('a string without its end', start);
    }
    const read = character === '\\' ? readEscape(source, at) : { text: character, end: at + 1 };
    text.push(read.text);
    at = read.end;
  }
  return { text: text.join(''), end: at + 1 };
}

/** What the backslash at `at` and the characters behind it stand for, as in JavaScript. */
export function readEscape(source: string, at: number): { text: string; end: number } {
  const escaped = source[at + 1];
  if (escaped === undefined || /\d/.test(escaped)) throw new InvalidExpression('a malformed escape', at);
  if (escaped !== 'u' && escaped !== 'x') return { text: ESCAPES[escaped] ?? escaped, end: at + 2 };

  CODE_POINT.lastIndex = at + 1;
  const match = CODE_POINT.exec(source);
  const code = Number.parseInt(match?.[1] ?? match?.[2] ?? match?.[3] ?? '', 16);
  // NUL and lone surrogates cannot be stored with the plan.
  const isText = code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
  if (!match || !isText) throw new InvalidExpression('a malformed escape', at);
  return { text: String.fromCodePoint(code), end: CODE_POINT.lastIndex };
}
