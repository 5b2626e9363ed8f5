import type { Outcome } from '../../../workflows/contracts/step-activities.ts';
import type { RecordedRun } from './recorded-run.ts';

/** A step as inspection would have shown it; when it was reached, in milliseconds since the epoch. */
interface RecordedStep {
  order: number;
  at: number;
  status: string;
  reason?: string;
}

/** What was inspected of an answer is not in a history. */
const DETAILS: Record<string, string> = { 'the answer is no success': ': status 404' };

const STATUSES: Partial<Record<Outcome['kind'], string>> = {
  skipped: 'SKIPPED',
  failed: 'ERROR',
  missed: 'ERROR',
  throttled: 'THROTTLED',
};

/** The steps of a recorded run, each once, in the order in which it came to them. */
export function recordedSteps({ calls, canceledAt }: RecordedRun): RecordedStep[] {
  const last = new Map(calls.map((call) => [call.order, call]));
  return [...last].map(([order, call]) => {
    const at = calls.find((one) => one.order === order)?.at ?? Number.NaN;
    if (canceledAt !== undefined && call === calls.at(-1)) return { order, at, status: 'CANCELED' };
    const { outcome } = call;
    const { reason } = { reason: undefined, ...outcome };
    const status = STATUSES[outcome.kind] ?? 'PROCESSED';
    return { order, at, status, reason: reason && `${reason}${DETAILS[reason] ?? ''}` };
  });
}
