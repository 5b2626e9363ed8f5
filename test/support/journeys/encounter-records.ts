import type { BatchVerdict } from '../../../activities/ports/encounters.ts';
import type { StepRecord } from '../../../activities/ports/runs.ts';

/** The record of a run's first step, as what it was told there leads to. */
export function recordOf(runId: string, at: number, more: Partial<StepRecord> = {}): StepRecord {
  const call = { runId, order: 0, at };
  return { call, outcome: { kind: 'processed' }, status: 'PROCESSED', runStatus: 'PROCESSING', context: {}, ...more };
}

/** That of a batch: whoever joined is over. */
export function batchRecordOf(runId: string, at: number): (verdict: BatchVerdict) => StepRecord {
  return ({ kind }) => {
    if (kind === 'gathers') return recordOf(runId, at, { outcome: undefined, status: 'WAITING', runStatus: 'WAITING' });
    if (kind === 'joined') return recordOf(runId, at, { outcome: { kind: 'ends' }, runStatus: 'PROCESSED' });
    return recordOf(runId, at);
  };
}
