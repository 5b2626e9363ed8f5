import type { ApplicationFailure } from '@temporalio/common';

import type {
  DeliverActivities,
  FetchActivities,
  ListActivities,
  RunCall,
  StepActivities,
  StepCall,
} from '../workflows/contracts/step-activities.ts';
import { Composer } from './deliver/compose.ts';
import { callProvider, type Unseal } from './deliver/call-provider.ts';
import { Deliver } from './deliver/deliver.ts';
import type { Provider } from './deliver/providers/provider.ts';
import { Fetch } from './fetch/fetch.ts';
import { ListSend } from './lists/list-send.ts';
import type { Ledger } from './ports/ledger.ts';
import type { ListSends } from './ports/list-sends.ts';
import type { Outbound } from './ports/outbound.ts';
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
  listSends: ListSends;
  providers: Record<string, Provider>;
  outbound: Outbound;
  /** Opens a provider's sealed settings. */
  unseal: Unseal;
  /** Told of every error before it becomes a failure, since what Temporal sees of it is without detail. */
  report(error: unknown, call: RunCall, failure: ApplicationFailure): void;
  leaseMs?: number;
}

export type Activities = StepActivities &
  FetchActivities & {
    deliver(call: StepCall, signal?: AbortSignal): ReturnType<DeliverActivities['deliver']>;
    sendPage(call: StepCall, signal?: AbortSignal): ReturnType<ListActivities['sendPage']>;
  };

/** Every activity, over one driver's ports. */
export function createActivities(ports: Ports): Activities {
  const { runs, ledger, listSends, workflows, providers, outbound, unseal, report, leaseMs = 45_000 } = ports;
  const transaction = new StepTransaction(runs);
  const composer = new Composer(runs);
  const calling = callProvider(providers, unseal);
  const deliver = new Deliver(transaction, composer, ledger, calling, leaseMs);
  const lists = new ListSend({ sends: listSends, composer, outbound, call: calling, leaseMs });
  const fetch = new Fetch(runs, outbound);

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
    fetch: (call) => guarded(call, () => fetch.run(call)),
    cancel: (call) => guarded(call, () => runs.cancel(call)),
    deliver: (call, signal = new AbortController().signal) => guarded(call, () => deliver.run(call, signal)),
    sendPage: (call, signal = new AbortController().signal) => guarded(call, () => lists.page(call, signal)),
  };
}
