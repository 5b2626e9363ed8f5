import type { ApplicationFailure } from '@temporalio/common';

import type {
  DeliverActivities,
  FetchActivities,
  ListActivities,
  MessageCall,
  RunCall,
  StepActivities,
} from '../workflows/contracts/step-activities.ts';
import { providerCalls, type Unseal } from './deliver/call-provider.ts';
import { Composer } from './deliver/compose.ts';
import { Deliver } from './deliver/deliver.ts';
import { PacedCalls } from './deliver/paced-calls.ts';
import type { Parcel, Provider } from './deliver/providers/provider.ts';
import { Fetch } from './fetch/fetch.ts';
import { ListSend } from './lists/list-send.ts';
import type { Encounters } from './ports/encounters.ts';
import type { Ledger } from './ports/ledger.ts';
import type { ListSends } from './ports/list-sends.ts';
import type { Lookups } from './ports/lookups.ts';
import type { Outbound } from './ports/outbound.ts';
import type { Pace } from './ports/pace.ts';
import type { PendingMessages } from './ports/pending-messages.ts';
import type { Runs } from './ports/runs.ts';
import type { Workflows } from './ports/workflows.ts';
import { SchemaCheck } from './schema/schema-check.ts';
import { toFailure } from './step/failure.ts';
import { performLocally } from './step/perform-locally.ts';
import { StepTransaction } from './step/step-transaction.ts';

/** What the activities stand on; every driver (database, memory) brings its own. */
export interface Ports {
  runs: Runs;
  lookups: Lookups;
  ledger: Ledger;
  encounters: Encounters;
  workflows: Workflows;
  listSends: ListSends;
  pending: PendingMessages;
  pace: Pace;
  providers: Record<string, Provider>;
  outbound: Outbound;
  /** Opens a provider's sealed settings. */
  unseal: Unseal;
  /** Told of every error before it becomes a failure, since what Temporal sees of it is without detail. */
  report(error: unknown, call: RunCall | MessageCall, failure: ApplicationFailure): void;
  leaseMs?: number;
  /** Aborted when no more calls of lists are to begin, since the worker stops; absent: it does not. */
  leaving?: AbortSignal;
  /** The computer's clock, in milliseconds since the epoch. */
  now?: () => number;
}

/** Provider calls are aborted by the signal. */
type Abortable<Activity extends (call: never) => unknown> = (
  call: Parameters<Activity>[0],
  signal?: AbortSignal,
) => ReturnType<Activity>;

export type Activities = StepActivities &
  FetchActivities & {
    [Name in keyof DeliverActivities]: Abortable<DeliverActivities[Name]>;
  } & { [Name in keyof ListActivities]: Abortable<ListActivities[Name]> };

/** Every activity, over one driver's ports. */
export function createActivities({
  leaseMs = 45_000,
  leaving = unaborted(),
  now = Date.now,
  ...ports
}: Ports): Activities {
  const { runs, lookups, ledger, pending, pace, listSends, workflows, providers, outbound, unseal, report } = ports;
  const transaction = new StepTransaction(runs);
  const composer = new Composer(lookups, now);
  const onBreak = (error: unknown, { key }: Parcel) => report(error, { messageId: key, at: now() }, toFailure(error));
  const callProvider = providerCalls(providers, { unseal, onBreak });
  const pacedCalls = new PacedCalls(pace, leaseMs);
  const shipping = { ledger, callProvider, pacedCalls, leaseMs, now };
  const deliver = new Deliver({ transaction, composer, pending, runs, ...shipping });
  const lists = new ListSend({ sends: listSends, composer, outbound, leaving, ...shipping });
  const schemas = new SchemaCheck();
  const fetch = new Fetch(runs, outbound, schemas);
  const tools = { encounters: ports.encounters, lookups, schemas, workflows };

  const guarded = async <T>(call: RunCall | MessageCall, work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      const failure = toFailure(error);
      report(error, call, failure);
      throw failure;
    }
  };

  return {
    perform: (call) => guarded(call, () => transaction.run(call, (ready) => performLocally(ready, tools))),
    fail: (call, broken) => guarded(call, () => transaction.fail(call, broken)),
    finish: (call) => guarded(call, async () => void (await runs.finish(call))),
    fetch: (call) => guarded(call, () => fetch.run(call)),
    cancel: (call) => guarded(call, async () => void (await runs.cancel(call))),
    deliver: (call, signal = unaborted()) => guarded(call, () => deliver.step(call, signal)),
    deliverMessage: (call, signal = unaborted()) => guarded(call, () => deliver.message(call, signal)),
    sendPage: (call, signal = unaborted()) => guarded(call, () => lists.page(call, signal)),
  };
}

function unaborted(): AbortSignal {
  return new AbortController().signal;
}
