import { RE2JS } from 're2js';

/** What `\s` and `\S` are to JavaScript, as the inside of a class: RE2 knows the spaces of ASCII only. */
const SPACES = String.raw`\t-\r\x20\xa0\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}\x{feff}`;
const OTHERS = String.raw`\x00-\x08\x0e-\x1f!-\x9f\xa1-\x{167f}\x{1681}-\x{1fff}\x{200b}-\x{2027}\x{202a}-\x{202e}\x{2030}-\x{205e}\x{2060}-\x{2fff}\x{3001}-\x{fefe}\x{ff00}-\x{10ffff}`;

const WITHIN = new Map([
  ['\\s', SPACES],
  ['\\S', OTHERS],
]);
/** Of lines, RE2 knows one end only. */
const ALONE = new Map([
  ['\\s', `[${SPACES}]`],
  ['\\S', `[${OTHERS}]`],
  ['.', String.raw`[^\n\r\x{2028}\x{2029}]`],
]);

/** The pieces that matter here: halves of a character, escapes, what looks around, classes, the dot. */
const PIECE = /\\u(d[89ab][\da-f]{2})\\u(d[c-f][\da-f]{2})|\\.|\(\?<?[=!]|[[\].]/giu;

/**
 * A regular expression of JavaScript, with its flag `u`, as RE2 writes it.
 * @throws Error for what goes back in the text, which RE2 does not
 */
export function linearSource(pattern: string): string {
  let isWithin = false;
  const source = pattern.replace(PIECE, (piece: string, high?: string, low?: string) => {
    if (high && low) return `\\x{${codeOf(high, low).toString(16)}}`;
    if (piece === '[' || piece === ']') isWithin = piece === '[';
    if (isWithin) return WITHIN.get(piece) ?? piece;
    if (/^\\[1-9k]/.test(piece)) throw new Error('it refers back');
    if (piece.startsWith('(')) throw new Error('it looks ahead or behind');
    return ALONE.get(piece) ?? piece;
  });
  return RE2JS.translateRegExp(source);
}

function codeOf(...halves: [high: string, low: string]): number {
  const units = halves.map((half) => Number.parseInt(half, 16));
  return String.fromCharCode(...units).codePointAt(0) as number;
}
