import type { RunStart } from '../../activities/ports/workflows.ts';
import { skeletonOf } from '../../language/compile/skeleton.ts';
import type { Plan } from '../../language/plan.ts';
import type { DueRun, RunChecks } from '../../platform/database/runs/run-checks.ts';
import type { TemporalRunStarter } from '../../platform/temporal/temporal-run-starter.ts';
import type { TemporalWorkflows } from '../../platform/temporal/temporal-workflows.ts';
import { Rounds } from './rounds.ts';

/**
 * Makes Temporal agree with the runs' rows: starts what was accepted, ends what Temporal no longer carries, and
 * tells canceled runs that were not told.
 */
export class Reconciler extends Rounds<DueRun> {
  constructor(
    readonly checks: RunChecks,
    readonly workflows: TemporalWorkflows,
    readonly starter: TemporalRunStarter,
    onError: (error: Error) => void,
  ) {
    super(onError);
  }

  protected take(most: number): Promise<DueRun[]> {
    return this.checks.take(most);
  }

  protected async reconcile(run: DueRun): Promise<void> {
    if (run.status === 'CANCELED') return this.#endWorkflow(run.id);
    if (run.plan && (await this.starter.startAndWait(startOf(run, run.plan)))) return;
    const status = await this.workflows.statusOf(run.id);
    if (status === 'RUNNING') return;
    if (status === 'CANCELLED') return this.checks.cancel(run.id);
    return this.checks.end(run.id, `the workflow is gone from Temporal (${status})`);
  }

  async #endWorkflow(runId: string): Promise<void> {
    const isOpen = await this.workflows.cancelAndWait(runId);
    if (!isOpen) await this.checks.close(runId);
  }
}

function startOf(run: DueRun, plan: Plan): RunStart {
  return {
    id: run.id,
    environmentId: run.environment_id,
    kind: run.kind,
    template: run.automation_id ?? undefined,
    recipient: run.recipient ?? undefined,
    cancelationToken: run.cancelation_token ?? undefined,
    skeleton: skeletonOf(plan),
  };
}
