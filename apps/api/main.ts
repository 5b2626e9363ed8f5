import { Client, Connection } from '@temporalio/client';

import { loadServerSettings } from '../../platform/config/server-settings.ts';
import { Database } from '../../platform/database/database.ts';
import { createLogger } from '../../platform/logging/logger.ts';
import { CountedWorkflows } from '../../platform/metrics/counted-workflows.ts';
import { addDatabaseMetrics } from '../../platform/metrics/database-metrics.ts';
import { newRegistry } from '../../platform/metrics/new-registry.ts';
import { openMetrics } from '../../platform/metrics/open-metrics.ts';
import { RunMeter } from '../../platform/metrics/run-meter.ts';
import { Secrets } from '../../platform/secrets.ts';
import { ClientTemporalProbe } from '../../platform/temporal/client-temporal-probe.ts';
import { connectionOptions } from '../../platform/temporal/connection-options.ts';
import { SearchAttributeRegistration } from '../../platform/temporal/search-attribute-registration.ts';
import { TemporalRunStarter } from '../../platform/temporal/temporal-run-starter.ts';
import { TemporalWorkflows } from '../../platform/temporal/temporal-workflows.ts';
import { createApp } from './app.ts';
import { dismissClients } from './dismiss-clients.ts';
import { within } from './within.ts';

const settings = loadServerSettings(process.env);
const log = createLogger(settings, 'api');

/** Longer than any statement may take, and much shorter than an orchestrator waits. */
const DRAIN_MS = 15_000;

const stopping = new AbortController();
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stopping.abort());

const onIdleError = (err: Error) => log.warn({ err }, 'a database connection was lost');
const database = new Database({ databaseUrl: settings.databaseUrl, onIdleError });

// Not connected here: the API takes invokes while Temporal is away, and the reconciler starts their runs.
const connection = Connection.lazy(await connectionOptions(settings));
const client = new Client({ connection, namespace: settings.temporalNamespace });
const registration = new SearchAttributeRegistration(connection, {
  namespace: settings.temporalNamespace,
  warn: (reason) => log.warn(reason),
});
const starter = new TemporalRunStarter(client, {
  withSearchAttributes: () => registration.isKnown,
  hashed: settings.searchable === 'hashed',
  onFailure: (err, { id }) => log.warn({ err, runId: id }, 'a run could not be started yet'),
});
const workflows = new TemporalWorkflows(client, starter, (err, runId) =>
  log.warn({ err, runId }, 'a canceled run could not be told yet'),
);

const metrics = newRegistry();
addDatabaseMetrics(metrics, database);

const app = await createApp({
  database,
  workflows: new CountedWorkflows(workflows, new RunMeter(metrics)),
  probe: new ClientTemporalProbe(client),
  secrets: new Secrets(settings.encryptionKeys),
  log,
  rateLimits: settings.rateLimits,
  outbound: { http: settings.outboundHttp, allowed: settings.outboundAllow },
  metrics,
  stopping: stopping.signal,
});

await app.listen(settings.port, settings.host);
log.info({ url: await app.getUrl() }, 'the API is ready');
const metricsServer = await openMetrics({ settings, process: 'api', read: () => metrics.metrics(), log });
void registration.run(stopping.signal);
stopping.signal.addEventListener('abort', () => void stop(), { once: true });
if (stopping.signal.aborted) await stop();

/**
 * Requests that are under way are answered first. The connection to Temporal is not closed but left to the end of the
 * process: closing it under a start that is being retried throws where nobody can catch it.
 */
async function stop(): Promise<void> {
  await within(DRAIN_MS, drain(), () => log.warn('requests that did not end in time were broken off'));
  process.exit(0);
}

async function drain(): Promise<void> {
  await dismissClients(app.getHttpServer());
  await app.close();
  await metricsServer?.close();
  await database.close();
}
