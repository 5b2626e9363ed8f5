import { cutText } from '../../language/cut-text.ts';

/** In characters: an id may be as long as what it came from. */
const LONGEST_ID = 200;

/** What warns of something that was named, does not exist, and is done without. */
export function ignored(what: 'brand' | 'tenant' | 'topic', id: string): string {
  return `the ${what} ${cutText(id, LONGEST_ID, '…')} does not exist and was ignored`;
}
