import type { StepCall } from '../../workflows/contracts/step-activities.ts';
import type { MemoryRows } from './memory-rows.ts';

/** Ends the messages of a step that were accepted and that it will not send any more. */
export function giveUp({ messages }: MemoryRows, { runId, order, at }: StepCall, error: string | undefined): void {
  for (const message of messages.values()) {
    const { origin, status, history } = message;
    if (status !== 'ENQUEUED' || origin.runId !== runId || origin.order !== order) continue;
    const ended = { status: 'UNDELIVERABLE', reason: 'FAILED' };
    Object.assign(message, ended, {
      error,
      history: [...history, { type: ended.status, ts: at, reason: ended.reason }],
    });
  }
}
