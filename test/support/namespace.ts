import { Client, Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';
import { NativeConnection } from '@temporalio/worker';

import { eventually } from './eventually.ts';

/** A namespace of its own on a Temporal server, so that files tested side by side never poll for each other's runs. */
export async function ownNamespace(address: string) {
  const namespace = `t_${crypto.randomUUID().replaceAll('-', '')}`;
  const connection = await NativeConnection.connect({ address });
  const clientConnection = await Connection.connect({ address });
  await connection.workflowService.registerNamespace({ namespace, workflowExecutionRetentionPeriod: msToTs('3 days') });
  const client = new Client({ connection: clientConnection, namespace });
  await eventually(async () => {
    await connection.workflowService.describeNamespace({ namespace });
    await client.workflow.count();
  });
  const close = async () => {
    await connection.close();
    await clientConnection.close();
  };
  return { namespace, connection, client, close };
}
