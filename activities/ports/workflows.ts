import type { StepCall } from '../../workflows/contracts/step-activities.ts';
import type { RunStart } from './run-start.ts';

/**
 * The workflows of other runs, as the effects of a step reach them once its record is committed.
 * Nothing here is waited for or throws: what is lost is the reconciler's.
 */
export abstract class Workflows {
  /** Starts the workflow of a run whose row is committed. */
  abstract start(run: RunStart): void;
  /** Tells runs whose rows are CANCELED. */
  abstract cancel(runIds: readonly string[]): void;
  /** Tells a run that the step of it that gathers has all that it takes. */
  abstract release(step: Pick<StepCall, 'runId' | 'order'>): void;
}
