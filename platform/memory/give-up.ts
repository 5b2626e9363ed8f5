import type { StepRecord } from '../../activities/ports/runs.ts';
import type { MemoryRows } from './memory-rows.ts';

/** Ends the messages that were accepted and that a broken step, or a run that ends with it, will not send any more. */
export function giveUp({ messages }: MemoryRows, { call, context, runStatus }: StepRecord): void {
  for (const message of messages.values()) {
    const { origin, status, history } = message;
    const isOfStep = origin.order === call.order || runStatus === 'ERROR';
    if (status !== 'ENQUEUED' || origin.runId !== call.runId || !isOfStep) continue;
    const ended = { status: 'UNDELIVERABLE', reason: 'FAILED' };
    const event = { type: ended.status, ts: call.at, reason: ended.reason };
    Object.assign(message, ended, { error: context.reason, history: [...history, event] });
  }
}
