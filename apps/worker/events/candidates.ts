import { candidateKey, type EventWithCandidates } from '../../../activities/events/candidate.ts';
import type { ReceivedEvent } from '../../../activities/ports/events.ts';
import { eventSources } from '../../../language/events/event-sources.ts';
import { keyOf } from '../../../language/key-of.ts';
import type { EventBatch, SourceName, TriggeredRow } from '../../../platform/database/events/event-batch.ts';

/** So many pairs of an event and what waits for it are judged by one transaction. */
const MOST_PAIRS = 2_000;

/** The first of the events, in order, as many as can be judged at once, each with what waits for it. One statement. E-04, E-09 */
export async function candidatesOf(
  batch: EventBatch,
  events: readonly ReceivedEvent[],
): Promise<EventWithCandidates<TriggeredRow>[]> {
  const names = new Map(events.flatMap(sourcesOf).map((name) => [keyOfSource(name), name]));
  const rows = bySource(await batch.triggered([...names.values()]));
  const found: EventWithCandidates<TriggeredRow>[] = [];
  let left = MOST_PAIRS;
  for (const event of events) {
    if (left <= 0) return found;
    const all = inOrder(sourcesOf(event).flatMap((name) => rows.get(keyOfSource(name)) ?? []));
    const waiting = all.filter((row) => candidateKey(row) > (event.begun?.to ?? ''));
    found.push({ event, candidates: waiting.slice(0, left), isCut: waiting.length > left });
    left -= waiting.length;
  }
  return found;
}

/** Each once, and so that who is left half-way can go on. */
function inOrder(rows: readonly TriggeredRow[]): TriggeredRow[] {
  const each = new Map(rows.map((row) => [candidateKey(row), row]));
  return [...each].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, row]) => row);
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
