import type { ApplicationFailure } from '@temporalio/common';

import type { DeliverActivities, RunCall, StepActivities, StepCall } from '../workflows/contracts/step-activities.ts';
import { Composer } from './deliver/compose.ts';
import { callProvider, type Unseal } from './deliver/call-provider.ts';
import { Deliver } from './deliver/deliver.ts';
import type { Provider } from './deliver/providers/provider.ts';
import type { Ledger } from './ports/ledger.ts';
import type { Runs } from './ports/runs.ts';
import type { Workflows } from './ports/workflows.ts';
import { toFailure } from './step/failure.ts';
import { performLocally } from './step/local-effects.ts';
import { StepTransaction } from './step/step-transaction.ts';

/** What the activities stand on; every driver (database, memory) brings its own. */
export interface Ports {
  runs: Runs;
  ledger: Ledger;
  workflows: Workflows;
  providers: Record<string, Provider>;
  /** Opens a provider's sealed settings. */
  unseal: Unseal;
  /** Told of every error before it becomes a failure, since what Temporal sees of it is without detail. */
  report(error: unknown, call: RunCall, failure: ApplicationFailure): void;
  leaseMs?: number;
}

export type Activities = StepActivities & {
  deliver(call: StepCall, signal?: AbortSignal): ReturnType<DeliverActivities['deliver']>;
};

/** Every activity, over one driver's ports. */
export function createActivities({ runs, ledger, workflows, providers, unseal, report, leaseMs }: Ports): Activities {
  const transaction = new StepTransaction(runs);
  const deliver = new Deliver(transaction, new Composer(runs), ledger, callProvider(providers, unseal), leaseMs);

  const guarded = async <T>(call: RunCall, work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      const failure = toFailure(error);
      report(error, call, failure);
      throw failure;
    }
  };

  return {
    perform: (call) => guarded(call, () => transaction.run(call, (ready) => performLocally(ready, runs, workflows))),
    fail: (call, reason) => guarded(call, () => transaction.fail(call, reason)),
    finish: (call) => guarded(call, () => runs.finish(call)),
    deliver: (call, signal = new AbortController().signal) => guarded(call, () => deliver.run(call, signal)),
  };
}
