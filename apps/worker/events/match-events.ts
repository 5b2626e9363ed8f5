import type { EventWithCandidates } from '../../../activities/events/candidate.ts';
import { eventOutcomes } from '../../../activities/events/event-outcomes.ts';
import { judgeEvents } from '../../../activities/events/judge-events.ts';
import type { ReceivedEvent } from '../../../activities/ports/events.ts';
import type { NewRun } from '../../../activities/ports/new-run.ts';
import type { EventBatch, TriggeredRow } from '../../../platform/database/events/event-batch.ts';
import { candidatesOf } from './candidates.ts';
import { peopleOf } from './people-of.ts';
import { type PublishedDefinitions, publishedKey } from './published-definitions.ts';
import { writePeople } from './write-people.ts';

/** What the events of a batch started. */
export interface MatchedEvents {
  /** Those that were matched: the first of what there was, all of it where that is not too much at once. */
  events: ReceivedEvent[];
  /** Also those of an event that is begun and will go on. */
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
  const judged = await judgeEvents(found, { people, find: (candidate) => published.get(publishedKey(candidate)) });
  await writePeople(
    batch,
    judged.map(({ event }) => event),
  );
  const verdicts = judged.flatMap((one) => one.verdicts.map(({ verdict }) => verdict));
  const runs = verdicts.flatMap((verdict) => (verdict.kind === 'starts' ? [verdict.run] : []));
  const isNew = await batch.accept(runs);
  await batch.settle(
    judged.map(({ event, verdicts: own, to }) => {
      const { environmentId, id } = event;
      return { environmentId, id, outcomes: eventOutcomes(own, event), to };
    }),
  );
  const matched = judged.filter(({ to }) => to === undefined).map(({ event }) => event);
  return { events: matched, runs: runs.filter(({ id }) => isNew.has(id)) };
}

function wantedOf(found: readonly EventWithCandidates<TriggeredRow>[]) {
  const enabled = found.flatMap(({ candidates }) => candidates.filter((candidate) => candidate.enabled));
  return [...new Map(enabled.map((candidate) => [publishedKey(candidate), candidate])).values()];
}
