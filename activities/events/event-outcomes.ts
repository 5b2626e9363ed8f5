import type { Judgement } from '../../language/conditions/judge.ts';
import { roomLeft } from '../../language/json/room-left.ts';
import type { EventOutcome, ReceivedEvent } from '../ports/events.ts';
import type { NamedVerdict } from './event-judge.ts';

/** Of those that an event did not start, so many are kept with it; and of what their conditions found, so many characters. */
const MOST_IGNORED = 100;
const MOST_CHARACTERS = 20_000;

/** What is kept with an event of what it did, before and now: every run that it started, and of the others, why not. N-28 */
export function eventOutcomes(
  verdicts: readonly NamedVerdict[],
  { begun }: Pick<ReceivedEvent, 'begun'> = {},
): EventOutcome[] {
  const before = begun?.outcomes ?? [];
  let ignored = before.filter(({ reason }) => reason !== undefined).length;
  let room = before.reduce((left, { conditions = [] }) => roomAfter(conditions, left), MOST_CHARACTERS);
  const added = verdicts.flatMap(({ kind, id, verdict }): EventOutcome[] => {
    if (verdict.kind === 'starts') return [{ kind, id, run_id: verdict.run.id }];
    ignored += 1;
    if (ignored > MOST_IGNORED) return [];
    const { reason, atoms = [] } = verdict;
    room = roomAfter(atoms, room);
    return [{ kind, id, reason, ...(atoms.length > 0 && room >= 0 && { conditions: atoms }) }];
  });
  return [...before, ...added];
}

function roomAfter(atoms: Judgement['atoms'], room: number): number {
  return atoms.reduce((left, atom) => roomLeft({ ...atom, value: atom.value ?? '' }, left), room);
}
