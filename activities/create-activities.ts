import type { DeliverActivities, StepActivities, StepCall } from '../workflows/contracts/step-activities.ts';
import { Composer } from './deliver/compose.ts';
import { Deliver } from './deliver/deliver.ts';
import type { Provider } from './deliver/providers/provider.ts';
import type { Ledger } from './ports/ledger.ts';
import type { Runs } from './ports/runs.ts';
import { toFailure } from './step/failure.ts';
import { performLocally } from './step/local-effects.ts';
import { StepTransaction } from './step/step-transaction.ts';

/** What the activities stand on; every driver (database, memory) brings its own. */
export interface Ports {
  runs: Runs;
  ledger: Ledger;
  providers: Record<string, Provider>;
  /** Told of every error before it becomes a failure, since what Temporal sees of it is without detail. */
  report(error: unknown, call: StepCall): void;
  leaseMs?: number;
}

export type Activities = StepActivities & {
  deliver(call: StepCall, signal?: AbortSignal): ReturnType<DeliverActivities['deliver']>;
};

/** Every activity, over one driver's ports. */
export function createActivities({ runs, ledger, providers, report, leaseMs }: Ports): Activities {
  const transaction = new StepTransaction(runs);
  const deliver = new Deliver(transaction, new Composer(runs), ledger, providers, leaseMs);

  const guarded = async <T>(call: StepCall, work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      report(error, call);
      throw toFailure(error);
    }
  };

  return {
    perform: (call) => guarded(call, () => transaction.run(call, (ready) => performLocally(ready))),
    fail: (call, reason) => guarded(call, () => transaction.fail(call, reason)),
    finish: (call) => guarded(call, () => runs.finish(call)),
    deliver: (call, signal = new AbortController().signal) => guarded(call, () => deliver.run(call, signal)),
  };
}
