import { cutText } from './cut-text.ts';

/** One thing wrong with what a user wrote: where, as a dotted path (`steps.0.duration`), and what. W-08 */
export interface Problem {
  path: string;
  message: string;
}

/** How many problems a message spells out; a body of 6 MB can hold a million. */
const MOST_SPELLED_OUT = 20;

/** In characters: a key can be as long as the body. */
const LONGEST_PATH = 200;

/** Bad input: every problem found, together; its message spells them out. */
export class InvalidInput extends Error {
  override readonly name = 'InvalidInput';

  constructor(readonly problems: readonly Problem[]) {
    super(spelledOut(problems));
  }
}

/** Problems in one line, joined by `; `. */
export function spelledOut(problems: readonly Problem[]): string {
  return linesOf(problems).join('; ');
}

/** Problems in a line each, the first of them, and how many more there are. */
export function linesOf(problems: readonly Problem[]): string[] {
  const more = problems.length - MOST_SPELLED_OUT;
  const lines = problems
    .slice(0, MOST_SPELLED_OUT)
    .map(({ path, message }) => (path ? `${cutText(path, LONGEST_PATH, '…')}: ${message}` : message));
  return [...lines, ...(more > 0 ? [`and ${more} more`] : [])];
}
