import { IllegalStateError } from '@temporalio/common';
import { DefaultLogger, makeTelemetryFilterString, Runtime, type RuntimeOptions } from '@temporalio/worker';
import type { Logger } from 'pino';

import { freePort } from '../../platform/free-port.ts';

const LEVELS = { TRACE: 'trace', DEBUG: 'debug', INFO: 'info', WARN: 'warn', ERROR: 'error' } as const;
/** How many ports are tried: one that was free may be taken before it is listened on. */
const MOST_PORTS = 5;

/** The SDK's runtime. What it says goes to our log, its native part included; its metrics are read from a port of the loopback. */
export class SdkRuntime {
  #port: number | undefined;

  constructor(
    readonly logger: Logger,
    readonly choosePort: () => Promise<number> = freePort,
  ) {}

  /** Installs it, on another port each time. Does nothing while there is one; a connection that fails takes it along. */
  async install(): Promise<void> {
    for (let ports = 1; ; ports += 1) {
      const port = await this.choosePort();
      try {
        Runtime.install(optionsOf(this.logger, port));
        this.#port = port;
        return;
      } catch (error) {
        if (error instanceof IllegalStateError) return;
        if (ports === MOST_PORTS) throw error;
      }
    }
  }

  /** As text; none while there is no runtime. */
  async metrics(): Promise<string> {
    if (this.#port === undefined) return '';
    return fetch(`http://127.0.0.1:${this.#port}/metrics`).then(
      (answer) => answer.text(),
      () => '',
    );
  }
}

function optionsOf(logger: Logger, port: number): RuntimeOptions {
  const prometheus = { bindAddress: `127.0.0.1:${port}`, countersTotalSuffix: true, unitSuffix: true };
  return {
    logger: new DefaultLogger('WARN', ({ level, message, meta }) => logger[LEVELS[level]](meta ?? {}, message)),
    telemetryOptions: {
      logging: { forward: {}, filter: makeTelemetryFilterString({ core: 'WARN', other: 'ERROR' }) },
      metrics: { prometheus: { ...prometheus, useSecondsForDurations: true } },
    },
  };
}
