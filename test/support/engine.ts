import type { Client } from '@temporalio/client';
import { DefaultLogger, type NativeConnection, Runtime } from '@temporalio/worker';
import { pino } from 'pino';

import { createActivities, type Ports } from '../../activities/create-activities.ts';
import { outbox } from '../../activities/deliver/providers/outbox.ts';
import { Smtp } from '../../activities/deliver/providers/smtp.ts';
import { createApp } from '../../apps/api/app.ts';
import { workflowSource } from '../../apps/worker/workflow-source.ts';
import { createWorkers } from '../../apps/worker/workers.ts';
import { Database } from '../../platform/database/database.ts';
import { DatabaseLedger } from '../../platform/database/database-ledger.ts';
import { DatabaseRuns } from '../../platform/database/database-runs.ts';
import { ensureWorkspace } from '../../platform/database/ensure-workspace.ts';
import { Secrets } from '../../platform/secrets.ts';
import { registerSearchAttributes } from '../../platform/temporal/register-search-attributes.ts';
import { TemporalRunStarter } from '../../platform/temporal/temporal-run-starter.ts';
import { SettableProbe } from './api.ts';
import { createDatabase } from './postgres.ts';

Runtime.install({ logger: new DefaultLogger('ERROR') });

export const API_KEY = 'pk_test_engine';

export interface EngineOptions {
  connection: NativeConnection;
  client: Client;
  /** With an outbox for every channel; default true. */
  outbox?: boolean;
  ports?: Partial<Ports>;
}

/** All of Angarium in this process: the API on a port, both workers, a database of its own. */
export async function startEngine({ connection, client, outbox: withOutbox = true, ports }: EngineOptions) {
  const database = new Database({ databaseUrl: await createDatabase(), poolSize: 40 });
  await ensureWorkspace(database.pool, { apiKey: API_KEY, outbox: withOutbox });
  const secrets = new Secrets([{ id: 'k1', key: Buffer.alloc(32, 7) }]);
  /** What activities threw. */
  const errors: unknown[] = [];
  const warnings: unknown[] = [];
  const smtp = new Smtp();
  const activities = createActivities({
    runs: new DatabaseRuns(database.pool, secrets),
    ledger: new DatabaseLedger(database.pool),
    providers: { smtp, outbox },
    report: (error) => errors.push(error),
    ...ports,
  });
  const { namespace } = client.options;
  const withSearchAttributes = await registerSearchAttributes(connection, namespace, (reason) => warnings.push(reason));
  const workers = await createWorkers(connection, namespace, activities, workflowSource());
  const running = Promise.all(workers.map((worker) => worker.run()));
  const starter = new TemporalRunStarter(client, {
    withSearchAttributes,
    hashed: false,
    onFailure: (error) => warnings.push(error),
  });
  const log = pino({ level: 'silent' });
  const app = await createApp({ database, starter, probe: new SettableProbe(), secrets, log, rateLimits: [] });
  await app.listen(0, '127.0.0.1');

  return {
    url: await app.getUrl(),
    database,
    client,
    errors,
    warnings,
    async close() {
      await app.close();
      for (const worker of workers) worker.shutdown();
      await running;
      smtp.close();
      await database.close();
    },
  };
}

export type Engine = Awaited<ReturnType<typeof startEngine>>;
