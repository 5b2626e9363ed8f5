import { Counter, Histogram, type Registry } from 'prom-client';

import type { MatchedBatch } from '../events/match-waiting.ts';

const BUCKETS_SECONDS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60, 300];

/** Counts what becomes of events, and how long they waited for it. R-22 */
export class EventMeter {
  readonly #events: Counter<'outcome'>;
  readonly #waits: Histogram;

  constructor(registry: Registry) {
    const registers = [registry];
    this.#events = new Counter({
      name: 'angarium_events_total',
      help: 'Events that were matched, failed to be and are tried again, or were parked after the last try',
      labelNames: ['outcome'],
      registers,
    });
    this.#waits = new Histogram({
      name: 'angarium_event_wait_seconds',
      help: 'How long events waited, from when they were taken in until they were matched',
      buckets: BUCKETS_SECONDS,
      registers,
    });
  }

  /** Of a batch that is committed. */
  matched({ events, failed }: Pick<MatchedBatch, 'events' | 'failed'>): void {
    if (events.length > 0) this.#events.inc({ outcome: 'matched' }, events.length);
    for (const { status } of failed) this.#events.inc({ outcome: status === 'PARKED' ? 'parked' : 'failed' });
    const now = Date.now();
    for (const { receivedAt } of events) this.#waits.observe(Math.max(0, now - receivedAt.getTime()) / 1_000);
  }
}
