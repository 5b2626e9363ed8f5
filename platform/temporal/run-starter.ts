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

/** Starts the workflow of a run whose row is committed. */
export abstract class RunStarter {
  /** Never throws and is not waited for: a start that fails is the reconciler's. */
  abstract start(run: RunStart): void;
}
