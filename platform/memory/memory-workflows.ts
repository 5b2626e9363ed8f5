import type { RunStart } from '../../activities/ports/run-start.ts';
import { Workflows } from '../../activities/ports/workflows.ts';

/** The workflows of runs on a virtual clock. */
export class MemoryWorkflows extends Workflows {
  /** What steps started, in order; whoever drives the runs in memory carries it out. */
  readonly started: RunStart[] = [];
  /** By run id. */
  readonly running = new Map<string, { cancel(): void }>();

  override start(run: RunStart): void {
    this.started.push(run);
  }

  override cancel(runIds: readonly string[]): void {
    for (const runId of runIds) this.running.get(runId)?.cancel();
  }

  /** Runs that gather are alone with their clock: they wait for their time. */
  override release(): void {}
}
