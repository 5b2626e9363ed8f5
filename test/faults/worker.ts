// The worker of `apps/worker/main.ts` over ports that end the process at one point. Its argument: WorkerOrder as JSON.
import { DefaultLogger, NativeConnection, Runtime } from '@temporalio/worker';

import { createActivities } from '../../activities/create-activities.ts';
import { Smtp } from '../../activities/deliver/providers/smtp.ts';
import { createWorkers } from '../../apps/worker/workers.ts';
import { Database } from '../../platform/database/database.ts';
import { DatabaseLookups } from '../../platform/database/database-lookups.ts';
import { DatabasePace } from '../../platform/database/database-pace.ts';
import { DatabaseListSends } from '../../platform/database/lists/database-list-sends.ts';
import { DatabasePendingMessages } from '../../platform/database/messages/database-pending-messages.ts';
import { DatabaseRuns } from '../../platform/database/runs/database-runs.ts';
import { MemoryWorkflows } from '../../platform/memory/memory-workflows.ts';
import { localOutbound } from '../support/local-outbound.ts';
import { KillOnce, type KillPoint } from './kill-once.ts';
import { MortalEncounters, MortalLedger, MortalOutbound, mortalProvider } from './mortal-ports.ts';

/** What the test asks of the process. */
export interface WorkerOrder {
  databaseUrl: string;
  temporalAddress: string;
  namespace: string;
  /** Path of the workflows' bundle. */
  bundle: string;
  leaseMs: number;
  point: KillPoint;
  /** How many deliveries must stand at the point. */
  deliveries: number;
  marker: string;
}

const order: WorkerOrder = JSON.parse(process.argv[2] ?? '');
Runtime.install({ logger: new DefaultLogger('WARN') });
const kill = new KillOnce(order.point, order.deliveries, order.marker);
const database = new Database({ databaseUrl: order.databaseUrl, poolSize: 20 });
const activities = createActivities({
  runs: new DatabaseRuns(database.pool),
  lookups: new DatabaseLookups(database.pool),
  ledger: new MortalLedger(database.pool, kill),
  pending: new DatabasePendingMessages(database.pool),
  pace: new DatabasePace(database.pool),
  encounters: new MortalEncounters(database, kill),
  workflows: new MemoryWorkflows(),
  listSends: new DatabaseListSends(database.pool),
  providers: { smtp: mortalProvider(new Smtp(), kill) },
  outbound: new MortalOutbound(localOutbound(), kill),
  unseal: () => ({}),
  report: (error) => console.log(error),
  leaseMs: order.leaseMs,
});
const connection = await NativeConnection.connect({ address: order.temporalAddress });
const source = { workflowBundle: { codePath: order.bundle } };
const workers = await createWorkers(connection, order.namespace, activities, source);
await Promise.all(workers.map((worker) => worker.run()));
