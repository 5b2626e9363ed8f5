import type { Rule, Violation } from '../case-file.ts';
import { groupBy } from '../group-by.ts';
import { mayFollow } from '../statuses.ts';
import type { Sighting } from '../views.ts';

/** What was asked for after something had been seen shows nothing older. */
export const wentBack: Rule = ({ views }) =>
  [...groupBy(views.sightings, ({ of, kind }) => `${kind} ${of}`)].flatMap(([name, seen]) =>
    seen.flatMap((later): Violation[] => {
      const earlier = seen.find((one) => isBefore(one, later) && !mayFollow(one.kind, later.status, one.status));
      return earlier ? [{ rule: 'went back', what: `${name}: ${earlier.status}, then ${later.status}` }] : [];
    }),
  );

/** Of two questions that were open at once nobody knows which was answered first. */
function isBefore(one: Sighting, other: Sighting): boolean {
  return one.endedAt <= other.askedAt;
}
