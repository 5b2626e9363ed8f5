// A worker of the workflows that ours are measured beside. Its argument: AnchorOrder as JSON.
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import pg from 'pg';

import { ParcelProvider } from '../support/parcel-provider.ts';
import type { AnchorActivities } from './workflows/anchor-activities.ts';

export interface AnchorOrder {
  databaseUrl: string;
  temporalAddress: string;
  namespace: string;
  taskQueue: string;
  /** Path of the workflows' bundle. */
  bundle: string;
  /** Of the parcel server; absent: a message is a row. */
  port?: number;
}

const order: AnchorOrder = JSON.parse(process.argv[2] ?? '');
Runtime.install({ logger: new DefaultLogger('ERROR') });
const pool = new pg.Pool({ connectionString: order.databaseUrl, max: 40 });
const parcels = order.port === undefined ? undefined : new ParcelProvider(order.port);
const part = async (runId: string, name: string) => {
  await pool.query('INSERT INTO part (run_id, name) VALUES ($1, $2)', [runId, name]);
};
const activities: AnchorActivities = {
  nothing: async () => {},
  part,
  send: async (runId) => {
    const config = {} as Parameters<ParcelProvider['deliver']>[0];
    const parcel = { key: runId, address: 'ada@example.com' } as Parameters<ParcelProvider['deliver']>[1];
    await (parcels ? parcels.deliver(config, parcel) : part(runId, 'send'));
  },
};
const connection = await NativeConnection.connect({ address: order.temporalAddress });
const worker = await Worker.create({
  connection,
  namespace: order.namespace,
  taskQueue: order.taskQueue,
  workflowBundle: { codePath: order.bundle },
  activities: { ...activities },
  maxCachedWorkflows: 200,
});
await worker.run();
