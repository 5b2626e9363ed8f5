import { setTimeout as pause } from 'node:timers/promises';

import type { RunStart } from '../../activities/ports/workflows.ts';
import type { Plan } from '../../language/plan.ts';
import { skeletonOf } from '../../language/skeleton.ts';
import type { DueRun, RunChecks } from '../../platform/database/run-checks.ts';
import type { TemporalRunStarter } from '../../platform/temporal/temporal-run-starter.ts';
import type { TemporalWorkflows } from '../../platform/temporal/temporal-workflows.ts';

const PAGE = 200;
const AT_ONCE = 10;
const PAUSE_MS = 1_000;

/**
 * Makes Temporal agree with the rows (architecture §1): starts what was accepted, ends what Temporal no longer carries, and
 * tells canceled runs that were not told.
 */
export class Reconciler {
  constructor(
    readonly checks: RunChecks,
    readonly workflows: TemporalWorkflows,
    readonly starter: TemporalRunStarter,
    readonly onError: (error: Error) => void,
  ) {}

  /** Goes on until the signal; an outage of either side only delays it. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const found = await this.round(signal).catch((error: Error) => {
        this.onError(error);
        return 0;
      });
      if (found < PAGE) await pause(PAUSE_MS, undefined, { signal }).catch(() => {});
    }
  }

  /** One page of due runs, some at a time; gives how many there were. A run that cannot be looked at holds up no other. */
  async round(signal?: AbortSignal): Promise<number> {
    const due = await this.checks.take(PAGE);
    const rest = [...due];
    const next = async (): Promise<void> => {
      for (let run = rest.pop(); run && !signal?.aborted; run = rest.pop())
        await this.#reconcile(run).catch(this.onError);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, next));
    return due.length;
  }

  async #reconcile(run: DueRun): Promise<void> {
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
