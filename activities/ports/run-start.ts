import type { Skeleton } from '../../language/plan.ts';

/** What Temporal is told of an accepted run: nothing of its data, and only what its search attributes show. */
export interface RunStart {
  /** Also the workflow's id. */
  id: string;
  skeleton: Skeleton;
  environmentId: string;
  kind: 'automation' | 'journey' | 'message';
  /** The saved automation or the journey it is a run of. */
  template?: string;
  recipient?: string;
  cancelationToken?: string;
}
