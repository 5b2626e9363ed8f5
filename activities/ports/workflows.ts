import type { Skeleton } from '../../language/plan.ts';

/** What Temporal is told of an accepted run: nothing of its data, and only what its search attributes show. */
export interface RunStart {
  /** Also the workflow's id. */
  id: string;
  skeleton: Skeleton;
  environmentId: string;
  kind: 'automation' | 'message';
  /** The saved automation it is a run of. */
  template?: string;
  recipient?: string;
  cancelationToken?: string;
}

/**
 * The workflows of other runs, as the effects of a step reach them once its record is committed.
 * Nothing here is waited for or throws: what is lost is the reconciler's.
 */
export abstract class Workflows {
  /** Starts the workflow of a run whose row is committed. */
  abstract start(run: RunStart): void;
  /** Tells runs whose rows are CANCELED. */
  abstract cancel(runIds: readonly string[]): void;
}
