import { nextOf } from '../../workflows/contracts/next-of.ts';
import type { Outcome } from '../../workflows/contracts/step-activities.ts';
import type { RunSnapshot } from '../ports/runs.ts';
import type { RunStatus, StepStatus } from '../ports/statuses.ts';

/** What may become of a step that was carried out. */
export type StepOutcome = Exclude<Outcome, { kind: 'closed' }>;

const STEP_STATUSES: Record<StepOutcome['kind'], StepStatus> = {
  processed: 'PROCESSED',
  branches: 'PROCESSED',
  ends: 'PROCESSED',
  skipped: 'SKIPPED',
  failed: 'ERROR',
  missed: 'ERROR',
  throttled: 'THROTTLED',
  waits: 'WAITING',
  gathers: 'WAITING',
  spreads: 'PROCESSING',
};

/** What inspection shows of a step with this outcome. J-43 */
export function stepStatusOf({ kind }: StepOutcome): StepStatus {
  return STEP_STATUSES[kind];
}

/** Where a run stands once a step has this outcome. J-41 */
export function runStatusOf({ kind }: StepOutcome, isLastStep: boolean): RunStatus {
  if (kind === 'failed') return 'ERROR';
  if (kind === 'throttled') return 'THROTTLED';
  if (kind === 'waits' || kind === 'gathers') return 'WAITING';
  if (kind === 'ends') return 'PROCESSED';
  if (kind === 'spreads') return 'PROCESSING';
  return isLastStep ? 'PROCESSED' : 'PROCESSING';
}

/** Whether the plan holds nothing more for the run after a step with this outcome. */
export function isLast(
  { step, planLength }: Pick<RunSnapshot, 'step' | 'planLength'>,
  order: number,
  outcome?: StepOutcome,
): boolean {
  return nextOf(step, order, outcome) >= planLength;
}
