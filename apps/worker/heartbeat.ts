import { Context } from '@temporalio/activity';

const EVERY_MS = 3_000;

type Delivery<Call, Result> = (call: Call, signal?: AbortSignal) => Promise<Result>;

/** Lends a delivery the worker's pulse: a lost worker is noticed at once, a stopping one aborts the provider call. */
export function withHeartbeat<Call, Result>(deliver: Delivery<Call, Result>): (call: Call) => Promise<Result> {
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
