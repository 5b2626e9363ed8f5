import { eventOutcomes } from '../../../activities/events/event-outcomes.ts';
import { judgeEvent } from '../../../activities/events/judge-event.ts';
import type { Published } from '../../../activities/events/published.ts';
import type { ReceivedEvent } from '../../../activities/ports/events.ts';
import type { NewRun } from '../../../activities/ports/new-run.ts';
import { keyOf } from '../../../language/key-of.ts';
import type { EventBatch, UserName } from '../../../platform/database/events/event-batch.ts';
import { candidatesOf, type EventWithCandidates } from './candidates.ts';
import { type PublishedDefinitions, publishedKey } from './published-definitions.ts';
import { UsersInOrder } from './users-in-order.ts';
import { type FormerUser, writePeople } from './write-people.ts';

/** What the events of a batch started. */
export interface MatchedEvents {
  /** Those that were matched: the first of what there was, all of it where that is not too much at once. */
  events: ReceivedEvent[];
  runs: NewRun[];
}

/**
 * Matches events, in their order, within the transaction of their batch: what they say of people is written, what waits for
 * them is judged, the runs that they start are accepted, and what became of each is kept with it. As many statements for one
 * event as for hundreds, and for one journey as for hundreds.
 */
export async function matchEvents(
  batch: EventBatch,
  definitions: PublishedDefinitions,
  events: readonly ReceivedEvent[],
): Promise<MatchedEvents> {
  const found = await candidatesOf(batch, events);
  const former = await writePeople(
    batch,
    found.map(({ event }) => event),
  );
  const published = await definitions.find(batch, wantedOf(found));
  const users = await usersOf(batch, found, former);
  const verdicts = found.map((one) => ({ ...one, verdicts: verdictsOf(one, users, published) }));
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
  return { events: found.map(({ event }) => event), runs: runs.filter(({ id }) => isNew.has(id)) };
}

function wantedOf(found: readonly EventWithCandidates[]) {
  const enabled = found.flatMap(({ candidates }) => candidates.filter((candidate) => candidate.enabled));
  return [...new Map(enabled.map((candidate) => [publishedKey(candidate), candidate])).values()];
}

/** Only of events that something waits for. */
async function usersOf(batch: EventBatch, found: readonly EventWithCandidates[], former: readonly FormerUser[]) {
  const names = new Map<string, UserName>();
  for (const { event, candidates } of found) {
    const { environmentId, userId } = event;
    if (userId !== undefined && candidates.length > 0)
      names.set(keyOf(environmentId, userId), { environmentId, userId });
  }
  return new UsersInOrder(names.size > 0 ? await batch.users([...names.values()]) : [], former);
}

function verdictsOf(
  { event, candidates }: EventWithCandidates,
  users: UsersInOrder,
  published: ReadonlyMap<string, Published>,
) {
  const { userId } = event;
  const user = userId === undefined ? undefined : users.at({ ...event, userId });
  return judgeEvent(event, candidates, { user, find: (candidate) => published.get(publishedKey(candidate)) });
}
