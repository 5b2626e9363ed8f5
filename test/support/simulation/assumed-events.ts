import type { JsonObject } from '../../../language/json/json.ts';

/** What happens to a run at an instant, in milliseconds since the epoch. */
export type HappenedEvent = { at: number } & (
  | { type: 'cancel' }
  | { type: 'batch_member'; node: string; data?: JsonObject }
);

/** The same as assumptions say it. */
export function assumedEvents(events: readonly HappenedEvent[]): object[] {
  return events.map(({ at, ...event }) => ({ ...event, at: new Date(at).toISOString() }));
}
