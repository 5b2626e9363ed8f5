import type { Ports } from '../activities/create-activities.ts';
import { MemoryEncounters } from '../platform/memory/memory-encounters.ts';
import { MemoryLedger } from '../platform/memory/memory-ledger.ts';
import { MemoryListSends } from '../platform/memory/memory-list-sends.ts';
import { MemoryLookups } from '../platform/memory/memory-lookups.ts';
import { MemoryPace } from '../platform/memory/memory-pace.ts';
import { MemoryPendingMessages } from '../platform/memory/memory-pending-messages.ts';
import type { MemoryRows } from '../platform/memory/memory-rows.ts';
import { MemoryRuns } from '../platform/memory/memory-runs.ts';
import { MemoryWorkflows } from '../platform/memory/memory-workflows.ts';

/** What activities stand on in memory, but for what is outside; secrets stay sealed. `now`: in milliseconds since the epoch. */
export function memoryPorts(rows: MemoryRows, now: () => number) {
  const runs = new MemoryRuns(rows, now);
  return {
    runs,
    lookups: new MemoryLookups(rows),
    ledger: new MemoryLedger(rows, now),
    workflows: new MemoryWorkflows(),
    listSends: new MemoryListSends(rows, now),
    pending: new MemoryPendingMessages(rows),
    pace: new MemoryPace(rows, now),
    encounters: new MemoryEncounters(rows, runs),
    unseal: () => ({}),
    now,
  } satisfies Omit<Ports, 'providers' | 'outbound' | 'report'>;
}
