import { skeletonOf } from '../../language/compile/skeleton.ts';
import type { Plan, Skeleton } from '../../language/plan.ts';
import type { NewRun } from './new-run.ts';

/** What Temporal is told of an accepted run: nothing of its data, and only what its search attributes show. */
export interface RunStart {
  /** Also the workflow's id. */
  id: string;
  skeleton: Skeleton;
  environmentId: string;
  kind: NewRun['kind'];
  /** The saved automation or the journey it is a run of. */
  template?: string;
  recipient?: string;
  cancelationToken?: string;
}

/** What of a run its start tells; its row holds null where there is nothing to tell. */
interface StartedRun extends Pick<NewRun, 'id' | 'environmentId' | 'kind'> {
  automationId?: string | null;
  cancelationToken?: string | null;
  context: { recipient?: string | null };
  plan: Plan;
}

/** How the workflow of an accepted run is started. */
export function startOf({ id, environmentId, kind, plan, context, ...run }: StartedRun): RunStart {
  return {
    id,
    environmentId,
    kind,
    template: run.automationId ?? undefined,
    recipient: context.recipient ?? undefined,
    cancelationToken: run.cancelationToken ?? undefined,
    skeleton: skeletonOf(plan),
  };
}
