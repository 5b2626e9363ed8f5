import { InvalidInput } from '../language/problem.ts';
import type { RunData } from '../language/run/scope.ts';

/** Of objects, lists counted as one each. */
const MOST_MEMBERS = 100_000;

/**
 * A text of megabytes is had by many steps at once, but each of them copies objects, member by member: those of half a million
 * members are more than a process has room for.
 * @throws InvalidInput for a run that begins with too many
 */
export function refuseCrowded({ data, profile }: RunData): void {
  if (roomFor({ data, profile }, MOST_MEMBERS) >= 0) return;
  const message = `data and profile hold more than ${MOST_MEMBERS} members: simulate with fewer`;
  throw new InvalidInput([{ path: '', message }]);
}

/** What is left of `room` members; negative where there are more, and then no more of them were counted than shows that. */
function roomFor(value: object, room: number): number {
  let left = room - (Array.isArray(value) ? 1 : Object.keys(value).length);
  for (const member of Object.values(value)) {
    if (left < 0) return left;
    if (typeof member === 'object' && member !== null) left = roomFor(member, left);
  }
  return left;
}
