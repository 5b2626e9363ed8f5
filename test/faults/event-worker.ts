// What matches events in a worker, in a process that ends at one point. Its argument: EventWorkerOrder as JSON.
import { existsSync, writeFileSync } from 'node:fs';
import pg from 'pg';

import { createEventMatcher } from '../../apps/worker/events/create-event-matcher.ts';
import { Database } from '../../platform/database/database.ts';

/** What the test asks of the process. */
export interface EventWorkerOrder {
  databaseUrl: string;
  /** Part of the statement before which the process ends; or `started`: a run was to be started, its batch is committed. */
  before: string;
  /** A file that outlives the process: the next one passes. */
  marker: string;
}

const { databaseUrl, before, marker }: EventWorkerOrder = JSON.parse(process.argv[2] ?? '');
/** The second time, so that there is something behind it. */
let passes = 0;
const pass = (point: string) => {
  if (!point.includes(before) || existsSync(marker) || ++passes < 2) return;
  writeFileSync(marker, '');
  process.kill(process.pid, 'SIGKILL');
};

const original = pg.Client.prototype.query;
pg.Client.prototype.query = function (this: pg.Client, ...args: Parameters<typeof original>) {
  pass(String(args[0]));
  return original.apply(this, args);
} as typeof original;

const matcher = createEventMatcher({
  database: new Database({ databaseUrl }),
  workflows: { start: () => pass('started') },
  log: { warn: (...told: unknown[]) => console.log(...told) },
});
await matcher.run(new AbortController().signal);
