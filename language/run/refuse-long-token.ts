import { InvalidInput } from '../problem.ts';

/** In characters: an index of the runs holds it, whatever its letters are. */
const LONGEST_TOKEN = 500;

/** Of a cancelation token whose references are resolved. K-01, J-63 @throws InvalidInput for one that is too long */
export function refuseLongToken(token = ''): void {
  if (token.length <= LONGEST_TOKEN) return;
  const message = `is longer than ${LONGEST_TOKEN} characters once its references are resolved`;
  throw new InvalidInput([{ path: 'cancelation_token', message }]);
}
