import { Context } from '@temporalio/activity';

import type { Activities } from '../../activities/create-activities.ts';

const EVERY_MS = 3_000;

/** Lends a delivery the worker's pulse: a lost worker is noticed at once, a stopping one aborts the provider call. */
export function withHeartbeat(deliver: Activities['deliver']): Activities['deliver'] {
  return async (call) => {
    const context = Context.current();
    const pulse = setInterval(() => context.heartbeat(), EVERY_MS);
    try {
      return await deliver(call, context.cancellationSignal);
    } finally {
      clearInterval(pulse);
    }
  };
}
