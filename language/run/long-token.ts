import type { Problem } from '../problem.ts';

/** In characters: an index of the runs holds it, whatever its letters are. */
const LONGEST_TOKEN = 500;

/** What is wrong with a cancelation token whose references are resolved, written in that field. K-01, J-63 */
export function longToken(token = '', field = 'cancelation_token'): Problem[] {
  if (token.length <= LONGEST_TOKEN) return [];
  return [{ path: field, message: `is longer than ${LONGEST_TOKEN} characters once its references are resolved` }];
}
