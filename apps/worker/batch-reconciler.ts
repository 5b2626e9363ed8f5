import type { BatchChecks, DueBatch } from '../../platform/database/runs/batch-checks.ts';
import type { TemporalWorkflows } from '../../platform/temporal/temporal-workflows.ts';
import { type DuePlace, type Mend, Rounds, type RoundsOptions } from './rounds.ts';

interface BatchReconcilerOptions extends RoundsOptions {
  checks: BatchChecks;
  workflows: TemporalWorkflows;
}

/** Tells runs once more whose batch is full: the signal of whoever came last may be lost. N-62 */
export class BatchReconciler extends Rounds<DueBatch, BatchReconcilerOptions> {
  protected take(most: number): Promise<DueBatch[]> {
    return this.options.checks.take(most);
  }

  /** A run without a workflow is another reconciler's. */
  protected async reconcile(step: DueBatch): Promise<Mend | undefined> {
    return (await this.options.workflows.releaseAndWait(step)) ? 'told' : undefined;
  }

  protected placeOf({ runId }: DueBatch): DuePlace {
    return { runId };
  }
}
