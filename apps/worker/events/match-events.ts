import { eventOutcomes } from '../../../activities/events/event-outcomes.ts';
import { judgeEvent } from '../../../activities/events/judge-event.ts';
import type { PeopleInOrder } from '../../../activities/events/people-in-order.ts';
import type { Published } from '../../../activities/events/published.ts';
import type { ReceivedEvent } from '../../../activities/ports/events.ts';
import type { NewRun } from '../../../activities/ports/new-run.ts';
import type { EventBatch } from '../../../platform/database/events/event-batch.ts';
import { candidatesOf, type EventWithCandidates } from './candidates.ts';
import { peopleOf } from './people-of.ts';
import { type PublishedDefinitions, publishedKey } from './published-definitions.ts';
import { writePeople } from './write-people.ts';

/** What the events of a batch started. */
export interface MatchedEvents {
  /** Those that were matched: the first of what there was, all of it where that is not too much at once. */
  events: ReceivedEvent[];
  runs: NewRun[];
}

/**
 * Matches events, in their order, within the transaction of their batch: what waits for them is judged over people as each event
 * finds them, what they say of people is written, the runs that they start are accepted, and what became of each is kept with
 * it. As many statements for one event as for hundreds, and for one journey as for hundreds.
 */
export async function matchEvents(
  batch: EventBatch,
  definitions: PublishedDefinitions,
  events: readonly ReceivedEvent[],
): Promise<MatchedEvents> {
  const found = await candidatesOf(batch, events);
  const published = await definitions.find(batch, wantedOf(found));
  const people = await peopleOf(batch, found);
  const verdicts = found.map((one) => ({ ...one, verdicts: verdictsOf(one, people, published) }));
  const matched = found.map(({ event }) => event);
  await writePeople(batch, matched);
  const runs = verdicts.flatMap(({ verdicts: all }) =>
    all.flatMap(({ verdict }) => (verdict.kind === 'starts' ? [verdict.run] : [])),
  );
  const isNew = await batch.accept(runs);
  await batch.settle(
    verdicts.map(({ event: { environmentId, id }, verdicts: all }) => ({
      environmentId,
      id,
      outcomes: eventOutcomes(all),
    })),
  );
  return { events: matched, runs: runs.filter(({ id }) => isNew.has(id)) };
}

function wantedOf(found: readonly EventWithCandidates[]) {
  const enabled = found.flatMap(({ candidates }) => candidates.filter((candidate) => candidate.enabled));
  return [...new Map(enabled.map((candidate) => [publishedKey(candidate), candidate])).values()];
}

function verdictsOf(
  { event, candidates }: EventWithCandidates,
  people: PeopleInOrder,
  published: ReadonlyMap<string, Published>,
) {
  const { userId } = event;
  const user = userId === undefined ? undefined : people.at({ ...event, userId });
  return judgeEvent(event, candidates, { user, find: (candidate) => published.get(publishedKey(candidate)) });
}
