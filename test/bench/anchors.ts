import { rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Client, WorkflowHandle } from '@temporalio/client';

import type { Database } from '../../platform/database/database.ts';
import { newFolder } from '../support/programs.ts';
import { bundleWorkflows } from '../support/workflow-bundle.ts';
import type { AnchorOrder } from './anchor-worker.ts';

const TASK_QUEUE = 'anchors';
const PARTS =
  'CREATE TABLE IF NOT EXISTS part (id bigserial PRIMARY KEY, run_id text, name text, at timestamptz DEFAULT now())';

export interface AnchorPlace {
  database: Database;
  databaseUrl: string;
  temporalAddress: string;
  client: Client;
  /** Of a parcel server; absent: what a naive run sends is a row. */
  port?: number;
}

/** What a worker is told that carries out the workflows which ours are measured beside, and what starts them. */
export async function prepareAnchors({ database, client, ...place }: AnchorPlace) {
  const folder = newFolder();
  const bundle = join(folder, 'anchors.js');
  writeFileSync(bundle, (await bundleWorkflows(resolve('test/bench/workflows/index.ts'))).code);
  await database.query(PARTS);
  const order: AnchorOrder = { ...place, namespace: client.options.namespace, taskQueue: TASK_QUEUE, bundle };
  const start = (type: 'naive' | 'oneActivity'): Promise<WorkflowHandle> =>
    client.workflow.start(type, { taskQueue: TASK_QUEUE, workflowId: crypto.randomUUID() });
  return { order, start, close: () => rmSync(folder, { recursive: true }) };
}
