// The worker of `apps/worker/main.ts` with a provider of parcels. Its argument: ListWorkerOrder as JSON.
import { DefaultLogger, NativeConnection, Runtime } from '@temporalio/worker';

import { createActivities } from '../../activities/create-activities.ts';
import { createWorkers } from '../../apps/worker/workers.ts';
import { Database } from '../../platform/database/database.ts';
import { DatabaseLookups } from '../../platform/database/database-lookups.ts';
import { DatabasePace } from '../../platform/database/database-pace.ts';
import { DatabaseListSends } from '../../platform/database/lists/database-list-sends.ts';
import { DatabaseLedger } from '../../platform/database/messages/database-ledger.ts';
import { DatabasePendingMessages } from '../../platform/database/messages/database-pending-messages.ts';
import { DatabaseEncounters } from '../../platform/database/runs/database-encounters.ts';
import { DatabaseRuns } from '../../platform/database/runs/database-runs.ts';
import { MemoryWorkflows } from '../../platform/memory/memory-workflows.ts';
import { FakeOutbound } from '../support/fake-outbound.ts';
import { ParcelProvider } from '../support/parcel-provider.ts';

/** What the test asks of the process. */
export interface ListWorkerOrder {
  databaseUrl: string;
  temporalAddress: string;
  namespace: string;
  /** Path of the workflows' bundle. */
  bundle: string;
  leaseMs: number;
  /** Of the parcel server. */
  port: number;
}

const order: ListWorkerOrder = JSON.parse(process.argv[2] ?? '');
Runtime.install({ logger: new DefaultLogger('ERROR') });
const database = new Database({ databaseUrl: order.databaseUrl, poolSize: 10 });
const activities = createActivities({
  runs: new DatabaseRuns(database.pool),
  lookups: new DatabaseLookups(database.pool),
  ledger: new DatabaseLedger(database.pool),
  listSends: new DatabaseListSends(database.pool),
  pending: new DatabasePendingMessages(database.pool),
  pace: new DatabasePace(database.pool),
  encounters: new DatabaseEncounters(database),
  workflows: new MemoryWorkflows(),
  outbound: new FakeOutbound(),
  providers: { parcels: new ParcelProvider(order.port) },
  unseal: () => ({}),
  report: (error) => console.log(error),
  leaseMs: order.leaseMs,
});
const connection = await NativeConnection.connect({ address: order.temporalAddress });
const source = { workflowBundle: { codePath: order.bundle } };
const workers = await createWorkers(connection, order.namespace, activities, source);
await Promise.all(workers.map((worker) => worker.run()));
