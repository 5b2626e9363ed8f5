import type { RunStart } from '../../activities/ports/run-start.ts';
import { skeletonOf } from '../../language/compile/skeleton.ts';
import type { Plan } from '../../language/plan.ts';
import type { DueRun, RunChecks } from '../../platform/database/runs/run-checks.ts';
import type { TemporalRunStarter } from '../../platform/temporal/temporal-run-starter.ts';
import type { TemporalWorkflows } from '../../platform/temporal/temporal-workflows.ts';
import { Rounds } from './rounds.ts';

interface RunReconcilerOptions {
  checks: RunChecks;
  workflows: TemporalWorkflows;
  starter: TemporalRunStarter;
  onError: (error: Error) => void;
}

/**
 * Makes Temporal agree with the runs' rows: starts what was accepted, ends what Temporal no longer carries, and tells canceled
 * runs that were not told.
 */
export class RunReconciler extends Rounds<DueRun> {
  constructor(readonly options: RunReconcilerOptions) {
    super(options.onError);
  }

  protected take(most: number): Promise<DueRun[]> {
    return this.options.checks.take(most);
  }

  protected async reconcile(run: DueRun): Promise<void> {
    const { checks, workflows, starter } = this.options;
    if (run.status === 'CANCELED') return this.#endWorkflow(run.id);
    if (run.plan && (await starter.startAndWait(startOf(run, run.plan)))) return;
    const status = await workflows.statusOf(run.id);
    if (status === 'RUNNING') return;
    if (status === 'CANCELLED') return checks.cancel(run.id);
    return checks.end(run.id, `the workflow is gone from Temporal (${status})`);
  }

  async #endWorkflow(runId: string): Promise<void> {
    const { checks, workflows } = this.options;
    const isOpen = await workflows.cancelAndWait(runId);
    if (!isOpen) await checks.close(runId);
  }
}

function startOf({ id, environmentId, kind, ...run }: DueRun, plan: Plan): RunStart {
  return {
    id,
    environmentId,
    kind,
    template: run.automationId ?? undefined,
    recipient: run.recipient ?? undefined,
    cancelationToken: run.cancelationToken ?? undefined,
    skeleton: skeletonOf(plan),
  };
}
