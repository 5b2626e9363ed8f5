import type { RunStart } from '../../activities/ports/workflows.ts';

/** Starts the workflow of a run whose row is committed. */
export abstract class RunStarter {
  /** Never throws and is not waited for: a start that fails is the reconciler's. */
  abstract start(run: RunStart): void;
}
