import type { RunStart } from '../../activities/ports/run-start.ts';
import { Workflows } from '../../activities/ports/workflows.ts';
import type { RunMeter } from './run-meter.ts';

/** Counts the runs that are accepted and canceled: whoever does either tells their workflows, once. */
export class CountedWorkflows extends Workflows {
  constructor(
    readonly workflows: Workflows,
    readonly meter: RunMeter,
  ) {
    super();
  }

  override start(run: RunStart): void {
    this.meter.accepted(run.kind);
    this.workflows.start(run);
  }

  override cancel(runIds: readonly string[]): void {
    this.meter.ended('CANCELED', runIds.length);
    this.workflows.cancel(runIds);
  }

  override release(step: Parameters<Workflows['release']>[0]): void {
    this.workflows.release(step);
  }
}
