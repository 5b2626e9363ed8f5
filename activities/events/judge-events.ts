import type { JsonObject } from '../../language/json/json.ts';
import { roomLeft } from '../../language/json/room-left.ts';
import type { ReceivedEvent } from '../ports/events.ts';
import type { StoredUser } from '../ports/lookups.ts';
import { breathing } from './breathing.ts';
import { type Candidate, candidateKey, type EventWithCandidates } from './candidate.ts';
import { eventJudge, type NamedVerdict } from './event-judge.ts';
import type { PeopleInOrder } from './people-in-order.ts';
import type { Published } from './published.ts';

/** In characters of runs: so much is written by one transaction, and one run more at most. */
const MOST_CHARACTERS = 8_000_000;

/** What an event does with those that wait for it. */
export interface JudgedEvent {
  event: ReceivedEvent;
  verdicts: NamedVerdict[];
  /** The key of the last of them, where others are left to the next transaction. */
  to?: string;
}

interface JudgesCircumstances<Waiting> {
  people: PeopleInOrder;
  /** What is published of a candidate that is enabled; undefined where that is gone. */
  find: (candidate: Waiting) => Published | undefined;
}

/**
 * Judges events in their order, as many as one transaction can write the runs of; the last one may be left half-way. The rest of
 * the process goes on meanwhile. E-14
 */
export async function judgeEvents<Waiting extends Candidate>(
  found: readonly EventWithCandidates<Waiting>[],
  { people, find }: JudgesCircumstances<Waiting>,
): Promise<JudgedEvent[]> {
  const judged: JudgedEvent[] = [];
  const breathe = breathing();
  let room = MOST_CHARACTERS;
  for (const waiting of found) {
    const { event, candidates } = waiting;
    const judge = eventJudge(event, { user: userOf(event, people), find });
    const verdicts: (NamedVerdict | undefined)[] = [];
    for (const candidate of candidates) {
      if (room < 0) break;
      const verdict = judge(candidate);
      verdicts.push(verdict);
      room = roomAfter(verdict, room);
      await breathe();
    }
    judged.push(judgedEvent(waiting, verdicts));
    if (room < 0) break;
  }
  return judged;
}

function userOf(event: ReceivedEvent, people: PeopleInOrder): StoredUser | undefined {
  const { userId } = event;
  return userId === undefined ? undefined : people.at({ ...event, userId });
}

function roomAfter(named: NamedVerdict | undefined, room: number): number {
  if (named?.verdict.kind !== 'starts') return room;
  const { context, plan } = named.verdict.run;
  return roomLeft({ context, plan } as unknown as JsonObject, room);
}

/** By the first of its candidates, one verdict each. */
function judgedEvent<Waiting extends Candidate>(
  { event, candidates, isCut }: EventWithCandidates<Waiting>,
  verdicts: readonly (NamedVerdict | undefined)[],
): JudgedEvent {
  const last = candidates[verdicts.length - 1];
  const isLeft = isCut || verdicts.length < candidates.length;
  const own = verdicts.filter((verdict) => verdict !== undefined);
  return { event, verdicts: own, ...(isLeft && last && { to: candidateKey(last) }) };
}
