import { type RunStart, Workflows } from '../../activities/ports/workflows.ts';
import type { RunStarter } from './run-starter.ts';

/** What steps ask of other runs' workflows, on Temporal. */
export class TemporalWorkflows extends Workflows {
  constructor(private readonly starter: RunStarter) {
    super();
  }

  start(run: RunStart): void {
    this.starter.start(run);
  }
}
