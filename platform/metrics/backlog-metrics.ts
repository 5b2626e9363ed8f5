import { Gauge, type Registry } from 'prom-client';

import { type Backlog, readBacklog } from '../database/backlog.ts';
import type { Database } from '../database/database.ts';

/** What waits in the database, read at each scrape; absent while the database is away. R-22 */
export function addBacklogMetrics(registry: Registry, database: Pick<Database, 'query'>): void {
  const registers = [registry];
  const waiting = new Gauge({
    name: 'angarium_waiting',
    help: 'What waits, at most 100,000: runs that were accepted and have not begun; messages and sends to lists for another try; events to be matched',
    labelNames: ['of'],
    registers,
    async collect() {
      const backlog = await readBacklog(database).catch(() => undefined);
      waiting.reset();
      overdue.reset();
      if (backlog) show(backlog);
    },
  });
  const overdue = new Gauge({
    name: 'angarium_reconciler_overdue_seconds',
    help: 'For how long what is due the longest has been due for a look of the reconciler',
    labelNames: ['of'],
    registers,
  });
  const show = ({ unstartedRuns, waitingMessages, waitingListSends, waitingEvents, overdueSeconds }: Backlog) => {
    waiting.set({ of: 'runs' }, unstartedRuns);
    waiting.set({ of: 'messages' }, waitingMessages);
    waiting.set({ of: 'list_sends' }, waitingListSends);
    waiting.set({ of: 'events' }, waitingEvents);
    overdue.set({ of: 'runs' }, overdueSeconds.runs);
    overdue.set({ of: 'messages' }, overdueSeconds.messages);
    overdue.set({ of: 'list_sends' }, overdueSeconds.listSends);
    overdue.set({ of: 'batches' }, overdueSeconds.batches);
  };
}
