import type { WorkerOptions } from '@temporalio/worker';

import { createActivities, type Ports } from '../../activities/create-activities.ts';
import { outbox } from '../../activities/deliver/providers/outbox.ts';
import { Smtp } from '../../activities/deliver/providers/smtp.ts';
import { createWorkers } from '../../apps/worker/workers.ts';
import { DatabaseLookups } from '../../platform/database/database-lookups.ts';
import { DatabasePace } from '../../platform/database/database-pace.ts';
import { DatabaseListSends } from '../../platform/database/lists/database-list-sends.ts';
import { DatabaseLedger } from '../../platform/database/messages/database-ledger.ts';
import { DatabasePendingMessages } from '../../platform/database/messages/database-pending-messages.ts';
import { DatabaseEncounters } from '../../platform/database/runs/database-encounters.ts';
import { DatabaseRuns } from '../../platform/database/runs/database-runs.ts';
import { bundledWorkflows } from './bundled-workflows.ts';
import { type EngineApiOptions, engineSecrets, startEngineApi } from './engine-api.ts';
import { localOutbound } from './local-outbound.ts';

export interface EngineOptions extends EngineApiOptions {
  ports?: Partial<Ports>;
  /** Those of the sources, as the global setup bundled them, when absent. */
  workflows?: Pick<WorkerOptions, 'workflowBundle'>;
}

/** All of Angarium in this process: the API on a port, its workers, a database of its own. */
export async function startEngine({ ports, workflows = bundledWorkflows(), ...options }: EngineOptions) {
  const { app, ...api } = await startEngineApi(options);
  const { database, client } = api;
  /** What activities threw. */
  const errors: unknown[] = [];
  const smtp = new Smtp();
  const activities = createActivities({
    runs: new DatabaseRuns(database.pool),
    lookups: new DatabaseLookups(database.pool),
    ledger: new DatabaseLedger(database.pool),
    workflows: api.workflows,
    listSends: new DatabaseListSends(database.pool),
    pending: new DatabasePendingMessages(database.pool),
    pace: new DatabasePace(database.pool),
    encounters: new DatabaseEncounters(database),
    providers: { smtp, outbox },
    outbound: localOutbound(),
    unseal: (sealed) => engineSecrets().open(sealed),
    report: (error) => errors.push(error),
    ...ports,
  });
  const workers = await createWorkers(options.connection, client.options.namespace, activities, workflows);
  const running = Promise.all(workers.map((worker) => worker.run()));
  const close = async () => {
    await app.close();
    for (const worker of workers) worker.shutdown();
    await running;
    smtp.close();
    await database.close();
  };
  return { ...api, errors, close };
}

export type Engine = Awaited<ReturnType<typeof startEngine>>;
