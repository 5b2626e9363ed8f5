import { Client } from '@temporalio/client';

import { createActivities } from '../../activities/create-activities.ts';
import { providers } from '../../activities/deliver/providers/index.ts';
import { loadServerSettings } from '../../platform/config/server-settings.ts';
import { AppliedMigrations } from '../../platform/database/applied-migrations.ts';
import { Database } from '../../platform/database/database.ts';
import { DatabaseLookups } from '../../platform/database/database-lookups.ts';
import { DatabasePace } from '../../platform/database/database-pace.ts';
import { OldEvents } from '../../platform/database/events/old-events.ts';
import { Idempotency } from '../../platform/database/idempotency.ts';
import { DatabasePendingMessages } from '../../platform/database/messages/database-pending-messages.ts';
import { OldRuns } from '../../platform/database/runs/old-runs.ts';
import { createLogger } from '../../platform/logging/logger.ts';
import { CountedWorkflows } from '../../platform/metrics/counted-workflows.ts';
import { newRegistry } from '../../platform/metrics/new-registry.ts';
import { openMetrics } from '../../platform/metrics/open-metrics.ts';
import { HttpOutbound } from '../../platform/outbound/http-outbound.ts';
import { Secrets } from '../../platform/secrets.ts';
import { ClientTemporalProbe } from '../../platform/temporal/client-temporal-probe.ts';
import { SearchAttributeRegistration } from '../../platform/temporal/search-attribute-registration.ts';
import { TemporalRunStarter } from '../../platform/temporal/temporal-run-starter.ts';
import { TemporalWorkflows } from '../../platform/temporal/temporal-workflows.ts';
import { connect } from './connect.ts';
import { createEventMatcher } from './events/create-event-matcher.ts';
import { forgetExpiredKeys } from './expired-keys.ts';
import { CountedEncounters } from './metrics/counted-encounters.ts';
import { CountedLedger } from './metrics/counted-ledger.ts';
import { CountedListSends } from './metrics/counted-list-sends.ts';
import { CountedRuns } from './metrics/counted-runs.ts';
import { measuredProviders } from './metrics/measured-providers.ts';
import { addWorkerMetrics } from './metrics/worker-metrics.ts';
import { createReconcilers } from './reconcilers.ts';
import { ensureRetentionSchedule } from './retention-schedule.ts';
import { SdkRuntime } from './runtime.ts';
import { stopInTime } from './stop-in-time.ts';
import { upkeepActivities } from './upkeep-activities.ts';
import { createUpkeepWorker } from './upkeep-worker.ts';
import { WorkerHealth } from './worker-health.ts';
import { createWorkers, POOL_SIZE, STATEMENT_TIMEOUT_MS } from './workers.ts';
import { workflowSource } from './workflow-source.ts';

const settings = loadServerSettings(process.env);
const logger = createLogger(settings, 'worker');
const runtime = new SdkRuntime(logger);

// Until there are workers to be shut down, nothing is under way: the process may simply end.
const leave = () => process.exit(0);
const stopSignals = ['SIGTERM', 'SIGINT'] as const;
for (const signal of stopSignals) process.on(signal, leave);

const endLate = () => {
  logger.error('the worker did not come to its end in time');
  process.exit(1);
};

const onIdleError = (err: Error) => logger.warn({ err }, 'a database connection was lost');
const database = new Database({
  databaseUrl: settings.databaseUrl,
  poolSize: POOL_SIZE,
  statementTimeoutMs: STATEMENT_TIMEOUT_MS,
  onIdleError,
});
const health = new WorkerHealth(new AppliedMigrations(database));
const registry = newRegistry();
const metrics = addWorkerMetrics(registry, database);
const metricsServer = await openMetrics({
  settings,
  process: 'worker',
  read: async () => (await registry.metrics()) + (await runtime.metrics()),
  isReady: () => health.isReady(),
  log: logger,
});
const secrets = new Secrets(settings.encryptionKeys);
const connection = await connect({ settings, runtime, log: logger });
const client = new Client({ connection, namespace: settings.temporalNamespace });
const registration = new SearchAttributeRegistration(connection, {
  namespace: settings.temporalNamespace,
  warn: (reason) => logger.warn(reason),
});
const withSearchAttributes = () => registration.isKnown;
const starter = new TemporalRunStarter(client, {
  withSearchAttributes,
  hashed: settings.searchable === 'hashed',
  onFailure: (err, { id }) => logger.warn({ err, runId: id }, 'a run could not be started yet'),
});
const workflows = new TemporalWorkflows(client, starter, (err, runId) =>
  logger.warn({ err, runId }, 'a canceled run could not be told yet'),
);
const reconcilers = createReconcilers({
  database,
  client,
  workflows,
  starter,
  withSearchAttributes,
  log: logger,
  metrics,
});
const countedWorkflows = new CountedWorkflows(workflows, metrics.runs);
const matcher = createEventMatcher({ database, workflows: countedWorkflows, metrics, log: logger });
const leaving = new AbortController();
const activities = createActivities({
  leaving: leaving.signal,
  runs: new CountedRuns(database.pool, metrics.runs),
  lookups: new DatabaseLookups(database.pool),
  ledger: new CountedLedger(database.pool, metrics.runs),
  listSends: new CountedListSends(database.pool, metrics.runs),
  pending: new DatabasePendingMessages(database.pool),
  pace: new DatabasePace(database.pool),
  encounters: new CountedEncounters(database, metrics.runs),
  workflows: countedWorkflows,
  providers: measuredProviders(providers, registry),
  outbound: new HttpOutbound({ http: settings.outboundHttp, allowed: settings.outboundAllow }),
  unseal: (sealed) => secrets.open(sealed),
  report: (err, call, { nonRetryable }) => logger[nonRetryable ? 'error' : 'warn']({ err, ...call }, 'activity'),
});

const stopping = new AbortController();
const registering = registration.run(stopping.signal);
const upkeep = upkeepActivities({ runs: new OldRuns(database), events: new OldEvents(database) }, logger);
const workers = [
  ...(await createWorkers(connection, settings.temporalNamespace, activities, workflowSource())),
  await createUpkeepWorker(connection, settings.temporalNamespace, upkeep),
];
for (const signal of stopSignals) {
  process.off(signal, leave);
  process.once(signal, () => stopInTime(leaving, endLate));
}
health.watch(workers, (identity) => new ClientTemporalProbe(client, identity));
const scheduling = ensureRetentionSchedule(
  { client, onError: (err) => logger.warn({ err }, 'the schedule of the retention cannot be made yet') },
  stopping.signal,
);
const reconciling = reconcilers.map((reconciler) => reconciler.run(stopping.signal));
const matching = matcher.run(stopping.signal);
const forgetting = forgetExpiredKeys(new Idempotency(database), stopping.signal, (err) =>
  logger.warn({ err }, 'idempotency keys'),
);
logger.info('the worker is ready');

await Promise.all(workers.map((worker) => worker.run()));
stopping.abort();
await Promise.all([...reconciling, matching, registering, forgetting, scheduling]);
for (const provider of Object.values(providers)) provider.close?.();
await connection.close();
await metricsServer?.close();
await database.close();
