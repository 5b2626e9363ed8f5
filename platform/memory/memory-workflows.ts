import { Workflows } from '../../activities/ports/workflows.ts';

/** The workflows of runs on a virtual clock. */
export class MemoryWorkflows extends Workflows {
  /** By run id. */
  readonly running = new Map<string, { cancel(): void }>();

  override cancel(runIds: readonly string[]): void {
    for (const runId of runIds) this.running.get(runId)?.cancel();
  }
}
