import type { ReceivedEvent } from '../../../activities/ports/events.ts';
import { startOf } from '../../../activities/ports/run-start.ts';
import type { Workflows } from '../../../activities/ports/workflows.ts';
import type { Database } from '../../../platform/database/database.ts';
import { EventBatch } from '../../../platform/database/events/event-batch.ts';
import type { RunShares } from '../../../platform/database/runs/run-shares.ts';
import { repeat } from '../repeat.ts';
import { type MatchedBatch, matchWaiting } from './match-waiting.ts';
import { PublishedDefinitions } from './published-definitions.ts';
import type { ShapeWatch } from './shape-watch.ts';

/** How long nothing is looked for after nothing was found. */
const PAUSE_MS = 200;

interface EventMatcherParts {
  database: Pick<Database, 'transaction'>;
  workflows: Pick<Workflows, 'start'>;
  shares: Pick<RunShares, 'full'>;
  shapes: Pick<ShapeWatch, 'see'>;
  /** Told of an event that could not be matched, and of a batch where the database is to blame. */
  onError: (error: Error, event?: ReceivedEvent) => void;
  /** Told what a batch came to, once it is committed. */
  onMatched: (batch: MatchedBatch) => void;
}

/**
 * Lets events start what waits for them, a batch after the other, for as long as the worker lives; several workers share the
 * lanes. E-14
 */
export class EventMatcher {
  readonly #definitions = new PublishedDefinitions();

  constructor(private readonly parts: EventMatcherParts) {}

  /** Goes on until the signal; an outage only delays it. */
  run(signal: AbortSignal): Promise<void> {
    const { onError } = this.parts;
    return repeat(async () => Number(await this.round()), { page: 1, pauseMs: PAUSE_MS, onError }, signal);
  }

  /** One batch; false where there was none. While too many runs wait, none of those to whom they belong. */
  async round(): Promise<boolean> {
    const { database, workflows, shares, shapes, onError, onMatched } = this.parts;
    const waiting = await shares.full();
    const batch = await database.transaction((client) => {
      return matchWaiting(new EventBatch(client), this.#definitions, waiting);
    });
    if (!batch) return false;
    for (const run of batch.runs) workflows.start(startOf(run));
    for (const { error, event } of batch.failed) onError(error, event);
    onMatched(batch);
    await shapes.see(batch.events).catch(onError);
    return true;
  }
}
