import { setTimeout as pause } from 'node:timers/promises';

import { NativeConnection } from '@temporalio/worker';
import type { Logger } from 'pino';

import type { Settings } from '../../platform/config/settings.ts';
import { connectionOptions } from '../../platform/temporal/connection-options.ts';
import type { SdkRuntime } from './runtime.ts';

const AGAIN_MS = 2_000;

interface ConnectParts {
  settings: Settings & { temporalAddress: string };
  runtime: Pick<SdkRuntime, 'install'>;
  log: Pick<Logger, 'warn'>;
  /** How long to wait before asking again, in milliseconds. */
  againMs?: number;
}

/** Connects to Temporal, and waits for one that is not there yet. */
export async function connect({ settings, runtime, log, againMs = AGAIN_MS }: ConnectParts): Promise<NativeConnection> {
  for (;;) {
    try {
      await runtime.install();
      return await NativeConnection.connect(await connectionOptions(settings));
    } catch (err) {
      log.warn({ err }, 'Temporal does not answer yet');
      await pause(againMs);
    }
  }
}
