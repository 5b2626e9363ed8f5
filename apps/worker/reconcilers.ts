import type { Client } from '@temporalio/client';
import type { Logger } from 'pino';

import type { Database } from '../../platform/database/database.ts';
import { ListSendChecks } from '../../platform/database/lists/list-send-checks.ts';
import { MessageChecks } from '../../platform/database/messages/message-checks.ts';
import { BatchChecks } from '../../platform/database/runs/batch-checks.ts';
import { ListSendStarter } from '../../platform/temporal/list-send-starter.ts';
import { MessageStarter } from '../../platform/temporal/message-starter.ts';
import type { TemporalRunStarter } from '../../platform/temporal/temporal-run-starter.ts';
import type { TemporalWorkflows } from '../../platform/temporal/temporal-workflows.ts';
import { BatchReconciler } from './batch-reconciler.ts';
import { ListSendReconciler } from './list-send-reconciler.ts';
import { MessageReconciler } from './message-reconciler.ts';
import { CountedRunChecks } from './metrics/counted-run-checks.ts';
import type { WorkerMetrics } from './metrics/worker-metrics.ts';
import type { DuePlace } from './rounds.ts';
import { RunReconciler } from './run-reconciler.ts';

interface ReconcilerParts {
  database: Database;
  client: Client;
  workflows: TemporalWorkflows;
  starter: TemporalRunStarter;
  withSearchAttributes: () => boolean;
  log: Pick<Logger, 'warn'>;
  metrics: Pick<WorkerMetrics, 'mended' | 'runs'>;
}

/** The reconcilers of runs, messages, sends to lists and batches. What one could not do is logged with the row it was about. */
export function createReconcilers(parts: ReconcilerParts): { run(signal: AbortSignal): Promise<void> }[] {
  const { database, client, workflows, starter, withSearchAttributes, log, metrics } = parts;
  const onError = (err: Error, place?: DuePlace) => log.warn({ err, ...place }, 'reconciler');
  const told = (of: Parameters<WorkerMetrics['mended']>[0]) => ({ onError, onMended: metrics.mended(of) });
  const messages = { checks: new MessageChecks(database), starter: new MessageStarter(client, withSearchAttributes) };
  const lists = { checks: new ListSendChecks(database), starter: new ListSendStarter(client, withSearchAttributes) };
  return [
    new RunReconciler({ checks: new CountedRunChecks(database, metrics.runs), workflows, starter, ...told('runs') }),
    new MessageReconciler({ ...messages, workflows, ...told('messages') }),
    new ListSendReconciler({ ...lists, workflows, ...told('list_sends') }),
    new BatchReconciler({ checks: new BatchChecks(database), workflows, ...told('batches') }),
  ];
}
