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

/** What carries runs along. Nothing here is waited for or throws: what does not arrive is the reconciler's. */
export abstract class Workflows {
  /** Starts the workflow of a run whose row is committed. */
  abstract start(run: RunStart): void;
}
