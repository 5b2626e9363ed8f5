import type { Client } from '@temporalio/client';
import type { NativeConnection } from '@temporalio/worker';
import { pino } from 'pino';

import { createApp } from '../../apps/api/app.ts';
import { Database } from '../../platform/database/database.ts';
import { ensureWorkspace } from '../../platform/database/ensure-workspace.ts';
import { Secrets } from '../../platform/secrets.ts';
import { SearchAttributeRegistration } from '../../platform/temporal/search-attribute-registration.ts';
import { TemporalRunStarter } from '../../platform/temporal/temporal-run-starter.ts';
import { TemporalWorkflows } from '../../platform/temporal/temporal-workflows.ts';
import { SettableProbe } from './api.ts';
import { createDatabase } from './postgres.ts';

export const API_KEY = 'pk_test_engine';

/** What the API and the workers of a test seal with, in whatever process they are. */
export const engineSecrets = () => new Secrets([{ id: 'k1', key: Buffer.alloc(32, 7) }]);

export interface EngineApiOptions {
  connection: NativeConnection;
  client: Client;
  /** With an outbox for every channel; default true. */
  outbox?: boolean;
  /** A migrated database; a new one when absent. */
  databaseUrl?: string;
}

/** Angarium without its workers: the API on a port of this process, its database, and what starts runs. */
export async function startEngineApi({ connection, client, outbox = true, databaseUrl: given }: EngineApiOptions) {
  const databaseUrl = given ?? (await createDatabase());
  const database = new Database({ databaseUrl, poolSize: 40 });
  await ensureWorkspace(database.pool, { apiKey: API_KEY, outbox });
  const warnings: unknown[] = [];
  const { namespace } = client.options;
  const registration = new SearchAttributeRegistration(connection, {
    namespace,
    warn: (reason) => warnings.push(reason),
  });
  await registration.ask();
  const withSearchAttributes = () => registration.isKnown;
  const onFailure = (error: Error) => warnings.push(error);
  const starter = new TemporalRunStarter(client, { withSearchAttributes, hashed: false, onFailure });
  const workflows = new TemporalWorkflows(client, starter, onFailure);
  const log = pino({ level: 'silent' });
  const probe = new SettableProbe();
  const app = await createApp({
    ...{ database, workflows, probe, log },
    secrets: engineSecrets(),
    rateLimits: [],
  });
  await app.listen(0, '127.0.0.1');
  const close = async () => {
    await app.close();
    await database.close();
  };
  return { url: await app.getUrl(), databaseUrl, database, client, starter, workflows, warnings, app, close };
}
