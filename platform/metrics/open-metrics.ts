import type { Logger } from 'pino';

import type { Settings } from '../config/settings.ts';
import { MetricsServer } from './metrics-server.ts';

interface MetricsPlace {
  settings: Pick<Settings, 'metricsHost' | 'metricsPort'>;
  /** The processes of a machine have the ports that follow each other. */
  process: 'api' | 'worker';
  read: () => Promise<string>;
  /** Of the worker, which has no other listener: whether it does its work. */
  isReady?: () => Promise<boolean>;
  log: Pick<Logger, 'info' | 'warn'>;
}

/** Serves a process's metrics where the settings say. Where that is in use it does without them: they hold up no start. R-22 */
export async function openMetrics({
  settings,
  process,
  log,
  ...asked
}: MetricsPlace): Promise<MetricsServer | undefined> {
  const { metricsHost: host, metricsPort } = settings;
  const port = metricsPort && metricsPort + (process === 'worker' ? 1 : 0);
  try {
    const server = await MetricsServer.listen({ host, port, ...asked });
    log.info({ url: server.url }, 'metrics');
    return server;
  } catch (err) {
    log.warn({ err, host, port }, 'the metrics cannot be served');
    return undefined;
  }
}
