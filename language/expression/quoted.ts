import { cutText } from '../cut-text.ts';

/** In characters: a source can be as long as a request. */
const LONGEST_QUOTE = 40;

/** A piece of what an author wrote, as messages show it. */
export function quoted(text: string): string {
  return JSON.stringify(cutText(text, LONGEST_QUOTE, '…'));
}
