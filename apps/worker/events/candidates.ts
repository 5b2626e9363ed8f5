import type { ReceivedEvent } from '../../../activities/ports/events.ts';
import { eventSources } from '../../../language/events/event-sources.ts';
import { keyOf } from '../../../language/key-of.ts';
import type { EventBatch, SourceName, TriggeredRow } from '../../../platform/database/events/event-batch.ts';

/** An event, and the journeys and automations that wait for one of its name, each once. */
export interface EventWithCandidates {
  event: ReceivedEvent;
  candidates: TriggeredRow[];
}

/** So many pairs of an event and what waits for it are judged at once, and those of one event more at most. */
const MOST_PAIRS = 2_000;

/** The first of the events, in order, as many as can be judged at once, each with what waits for it. One statement. E-04, E-09 */
export async function candidatesOf(
  batch: EventBatch,
  events: readonly ReceivedEvent[],
): Promise<EventWithCandidates[]> {
  const names = new Map(events.flatMap(sourcesOf).map((name) => [keyOfSource(name), name]));
  const rows = bySource(await batch.triggered([...names.values()]));
  const found: EventWithCandidates[] = [];
  let pairs = 0;
  for (const event of events) {
    if (pairs >= MOST_PAIRS) return found;
    const all = sourcesOf(event).flatMap((name) => rows.get(keyOfSource(name)) ?? []);
    const candidates = [...new Map(all.map((row) => [keyOf(row.kind, row.id), row])).values()];
    pairs += candidates.length;
    found.push({ event, candidates });
  }
  return found;
}

function bySource(rows: readonly TriggeredRow[]): Map<string, TriggeredRow[]> {
  const found = new Map<string, TriggeredRow[]>();
  for (const row of rows) {
    const same = found.get(keyOfSource(row));
    if (same) same.push(row);
    else found.set(keyOfSource(row), [row]);
  }
  return found;
}

function sourcesOf(event: ReceivedEvent): SourceName[] {
  return eventSources(event).map((source) => ({ environmentId: event.environmentId, source }));
}

function keyOfSource({ environmentId, source }: SourceName): string {
  return keyOf(environmentId, source);
}
