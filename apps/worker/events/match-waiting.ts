import type { ReceivedEvent } from '../../../activities/ports/events.ts';
import { reasonOf } from '../../../language/run/reasons.ts';
import type { EventBatch } from '../../../platform/database/events/event-batch.ts';
import { isCollision } from '../../../platform/database/uncollided.ts';
import { type MatchedEvents, matchEvents } from './match-events.ts';
import type { PublishedDefinitions } from './published-definitions.ts';

/** What became of the events of a batch. */
export interface MatchedBatch extends MatchedEvents {
  /** Those that could not be matched, with what was thrown. */
  failed: { event: ReceivedEvent; error: Error; status: 'WAITING' | 'PARKED' }[];
}

/**
 * Matches the next events that are due, of no environment that is to wait. Where that goes wrong it is done by halves, down to
 * the one that it goes wrong with: that one is tried again later, and those behind it are not held up. Undefined where nothing
 * was due. Rejects, and has done nothing, where the database is to blame.
 */
export async function matchWaiting(
  batch: EventBatch,
  definitions: PublishedDefinitions,
  waiting: readonly string[],
): Promise<MatchedBatch | undefined> {
  const events = await batch.take(waiting);
  if (!events) return undefined;
  return events.length > 0 ? matchPart(batch, definitions, events) : { events: [], runs: [], failed: [] };
}

async function matchPart(
  batch: EventBatch,
  definitions: PublishedDefinitions,
  events: readonly ReceivedEvent[],
): Promise<MatchedBatch> {
  try {
    const matched = await batch.attempt(() => matchEvents(batch, definitions, events));
    return { ...matched, failed: [] };
  } catch (error) {
    if (isCollision(error)) throw error;
    if (events.length === 1) return failure(batch, events[0] as ReceivedEvent, error as Error);
    return matchHalves(batch, definitions, events);
  }
}

/** The second half waits where the first was too much at once: what comes later must not be matched before. */
async function matchHalves(
  batch: EventBatch,
  definitions: PublishedDefinitions,
  events: readonly ReceivedEvent[],
): Promise<MatchedBatch> {
  const middle = events.length >> 1;
  const first = await matchPart(batch, definitions, events.slice(0, middle));
  if (first.events.length + first.failed.length < middle) return first;
  const second = await matchPart(batch, definitions, events.slice(middle));
  return {
    events: [...first.events, ...second.events],
    runs: [...first.runs, ...second.runs],
    failed: [...first.failed, ...second.failed],
  };
}

async function failure(batch: EventBatch, event: ReceivedEvent, error: Error): Promise<MatchedBatch> {
  const status = await batch.fail(event, reasonOf(error.message));
  return { events: [], runs: [], failed: [{ event, error, status }] };
}
