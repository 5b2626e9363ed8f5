import { roomLeft } from '../../language/json/room-left.ts';
import type { EventOutcome } from '../ports/events.ts';
import type { NamedVerdict } from './judge-event.ts';

/** Of those that an event did not start, so many are kept with it; and of what their conditions found, so many characters. */
const MOST_IGNORED = 100;
const MOST_CHARACTERS = 20_000;

/** What is kept with an event of what it did: every run that it started, and of the others, why not. N-28 */
export function eventOutcomes(verdicts: readonly NamedVerdict[]): EventOutcome[] {
  let ignored = 0;
  let room = MOST_CHARACTERS;
  return verdicts.flatMap(({ kind, id, verdict }): EventOutcome[] => {
    if (verdict.kind === 'starts') return [{ kind, id, run_id: verdict.run.id }];
    ignored += 1;
    if (ignored > MOST_IGNORED) return [];
    const { reason, atoms = [] } = verdict;
    room = atoms.reduce((left, atom) => roomLeft({ ...atom, value: atom.value ?? '' }, left), room);
    return [{ kind, id, reason, ...(atoms.length > 0 && room >= 0 && { conditions: atoms }) }];
  });
}
