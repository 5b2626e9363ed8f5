import { startOf } from '../../activities/ports/run-start.ts';
import type { DueRun, RunChecks } from '../../platform/database/runs/run-checks.ts';
import type { TemporalRunStarter } from '../../platform/temporal/temporal-run-starter.ts';
import type { TemporalWorkflows } from '../../platform/temporal/temporal-workflows.ts';
import { type DuePlace, type Mend, Rounds, type RoundsOptions } from './rounds.ts';

interface RunReconcilerOptions extends RoundsOptions {
  checks: RunChecks;
  workflows: TemporalWorkflows;
  starter: TemporalRunStarter;
}

/**
 * Makes Temporal agree with the runs' rows: starts what was accepted, ends what Temporal no longer carries, and tells canceled
 * runs that were not told.
 */
export class RunReconciler extends Rounds<DueRun, RunReconcilerOptions> {
  protected take(most: number): Promise<DueRun[]> {
    return this.options.checks.take(most);
  }

  protected async reconcile(run: DueRun): Promise<Mend | undefined> {
    const { checks, workflows, starter } = this.options;
    if (run.status === 'CANCELED') return this.#endWorkflow(run.id);
    const { plan } = run;
    const started = plan && (await starter.startAndWait(startOf({ ...run, plan, context: run })));
    const status = started ? 'RUNNING' : await workflows.statusOf(run.id);
    if (status !== 'RUNNING') return (await this.#endRow(run.id, status)) ? 'ended' : undefined;
    if (plan) await checks.putOff(run.id);
    return started ? 'started' : undefined;
  }

  protected placeOf({ id }: DueRun): DuePlace {
    return { runId: id };
  }

  #endRow(runId: string, status: string): Promise<boolean> {
    const { checks } = this.options;
    return status === 'CANCELLED'
      ? checks.cancel(runId)
      : checks.end(runId, `the workflow is gone from Temporal (${status})`);
  }

  async #endWorkflow(runId: string): Promise<Mend | undefined> {
    const { checks, workflows } = this.options;
    if (await workflows.cancelAndWait(runId)) return 'told';
    await checks.close(runId);
    return undefined;
  }
}
