import { type RunStart, Workflows } from '../../activities/ports/workflows.ts';

/** Remembers what steps start, in order; whoever drives the runs in memory carries it out. */
export class MemoryWorkflows extends Workflows {
  readonly started: RunStart[] = [];

  start(run: RunStart): void {
    this.started.push(run);
  }
}
