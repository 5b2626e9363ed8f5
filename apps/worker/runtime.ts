import { DefaultLogger, makeTelemetryFilterString, Runtime, type RuntimeOptions } from '@temporalio/worker';
import type { Logger } from 'pino';

import { freePort } from '../../platform/free-port.ts';

const LEVELS = { TRACE: 'trace', DEBUG: 'debug', INFO: 'info', WARN: 'warn', ERROR: 'error' } as const;

/**
 * Installs the SDK's runtime: what it says goes to our log, its native part included. Gives what reads its metrics, which it
 * serves on a port of the loopback that is chosen here: none while it has no runtime, as before it is first connected.
 */
export async function installRuntime(logger: Logger): Promise<() => Promise<string>> {
  const port = await freePort();
  Runtime.install({
    logger: new DefaultLogger('WARN', ({ level, message, meta }) => logger[LEVELS[level]](meta ?? {}, message)),
    telemetryOptions: {
      logging: { forward: {}, filter: makeTelemetryFilterString({ core: 'WARN', other: 'ERROR' }) },
      metrics: metricsAt(`127.0.0.1:${port}`),
    },
  });
  return () =>
    fetch(`http://127.0.0.1:${port}/metrics`).then(
      (answer) => answer.text(),
      () => '',
    );
}

function metricsAt(bindAddress: string): NonNullable<RuntimeOptions['telemetryOptions']>['metrics'] {
  return { prometheus: { bindAddress, countersTotalSuffix: true, unitSuffix: true, useSecondsForDurations: true } };
}
