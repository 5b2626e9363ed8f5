import type { Logger } from 'pino';

import type { Workflows } from '../../../activities/ports/workflows.ts';
import type { Database } from '../../../platform/database/database.ts';
import { EventShapes } from '../../../platform/database/events/event-shapes.ts';
import { RunBacklog } from '../../../platform/database/runs/run-backlog.ts';
import { RunShares } from '../../../platform/database/runs/run-shares.ts';
import type { WorkerMetrics } from '../metrics/worker-metrics.ts';
import { EventMatcher } from './event-matcher.ts';
import { ShapeWatch } from './shape-watch.ts';

interface EventMatcherPlace {
  database: Database;
  workflows: Pick<Workflows, 'start'>;
  log: Pick<Logger, 'warn'>;
  /** Absent where nobody counts. */
  metrics?: Pick<WorkerMetrics, 'events'>;
  shares?: Pick<RunShares, 'full'>;
}

/** What matches events in a worker. What could not be matched is logged with the event that it was about. */
export function createEventMatcher({
  database,
  workflows,
  log,
  metrics,
  shares = new RunShares(database, new RunBacklog(database)),
}: EventMatcherPlace): EventMatcher {
  return new EventMatcher({
    database,
    workflows,
    shares,
    shapes: new ShapeWatch(new EventShapes(database)),
    onError: (err, event) => log.warn({ err, ...(event && { eventId: event.id }) }, 'events'),
    onMatched: (batch) => metrics?.events.matched(batch),
  });
}
