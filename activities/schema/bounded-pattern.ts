/** In characters. */
const LONGEST_PATTERN = 500;
const LONGEST_TEXT = 1_000;
const MOST_UNBOUNDED = 3;

/** A pattern's pieces that matter here: escapes and classes are of one piece. */
const PIECE = /\\k<|\\[1-9]|\\.|\[(?:\\.|[^\]\\])*\]|\(|\)|[*+]|\{\d*,?\d*\}|\||./gsu;

/**
 * A regular expression that cannot keep a process busy: nothing that is repeated repeats or chooses itself, at most three
 * repetitions have no end, and only texts up to 1,000 characters are looked at; longer ones do not match.
 * @throws Error for a pattern that is none, or does not keep to this
 */
export function boundedPattern(pattern: string, flags: string): { test: (text: string) => boolean } {
  if (pattern.length > LONGEST_PATTERN) throw new Error(`a pattern is longer than ${LONGEST_PATTERN} characters`);
  const expression = new RegExp(pattern, flags);
  if (isRunaway(pattern)) throw new Error('a pattern repeats what repeats or chooses itself, or refers back');
  return { test: (text) => text.length <= LONGEST_TEXT && expression.test(text) };
}
boundedPattern.code = 'require("angarium/bounded-pattern")';

function isRunaway(pattern: string): boolean {
  /** Of every group that is open, whether something in it repeats or chooses. */
  const open = [false];
  let closed = false;
  let unbounded = 0;
  for (const [piece] of pattern.matchAll(PIECE)) {
    if (/^\\(k|[1-9])/.test(piece)) return true;
    const repeats = /^([*+]|\{.*\})$/s.test(piece);
    if (repeats && closed) return true;
    if (/^([*+]|\{\d*,\})$/.test(piece)) unbounded += 1;
    closed = false;
    if (piece === '(') open.push(false);
    else if (piece === ')') {
      closed = open.pop() ?? false;
      if (closed) open[open.length - 1] = true;
    } else if (repeats || piece === '|') open[open.length - 1] = true;
  }
  return unbounded > MOST_UNBOUNDED;
}
