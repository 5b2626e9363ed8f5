import { createHash } from 'node:crypto';

import { type Activities, createActivities } from '../activities/create-activities.ts';
import type { Answer, Parcel } from '../activities/deliver/providers/provider.ts';
import { runIdOf } from '../language/run/run-id.ts';
import type { RunRow } from '../platform/memory/memory-rows.ts';
import { AssumedDeliveries } from './assumptions/assumed-deliveries.ts';
import { AssumedEncounters } from './assumptions/assumed-encounters.ts';
import { AssumedOutbound } from './assumptions/assumed-outbound.ts';
import { assumedProviders } from './assumptions/assumed-providers.ts';
import type { ResolvedAssumptions } from './assumptions/resolve-assumptions.ts';
import { LayeredLookups } from './layered-lookups.ts';
import { LayeredRuns } from './layered-runs.ts';
import { Leftovers } from './leftovers.ts';
import { memoryPorts } from './memory-ports.ts';
import type { ProcessingTime } from './processing-time.ts';
import { RunMeter } from './run-meter.ts';
import { SimulatedRun } from './simulated-run.ts';
import type { SimulationOptions } from './simulation-options.ts';
import type { Subject } from './subject.ts';
import { type Listed, shortenList } from './timeline/shorten-list.ts';
import type { World } from './world.ts';

/** What is assumed of a run, when it begins, in milliseconds since the epoch, and what it may take and call. */
interface Terms extends Pick<SimulationOptions, 'refusal'> {
  assumed: ResolvedAssumptions;
  start: number;
  time: ProcessingTime;
}

/** A run in a world where what is assumed happens, not begun yet. */
export class Simulation {
  readonly runId: string;
  readonly row: RunRow;
  readonly run: SimulatedRun;
  readonly meter = new RunMeter();
  readonly lookups: LayeredLookups;
  readonly outbound: AssumedOutbound;
  readonly encounters: AssumedEncounters;
  readonly leftovers: Leftovers;
  /** Sends to lists by the order of their step. */
  readonly lists = new Map<number, Listed>();

  constructor(
    subject: Subject,
    readonly world: World,
    { assumed, start, time, refusal }: Terms,
  ) {
    const { rows, environmentId, outside } = world;
    this.runId = runIdOf(start / 1_000, sha256(`simulation ${rows.runs.size}`));
    const { kind: _, ...begun } = subject;
    this.row = rows.addRun(this.runId, { ...begun, ...(environmentId && { environmentId }), createdAt: start });
    const journeyId = subject.kind === 'journey' ? subject.automationId : undefined;
    const turn = { order: 0 };
    this.lookups = new LayeredLookups(world, journeyId, turn);
    this.outbound = new AssumedOutbound(assumed.fetches, { refusal, outside }, turn);
    const ports = memoryPorts(rows, () => this.run.now());
    this.leftovers = new Leftovers(rows);
    const runs = new LayeredRuns(world, ports.now, this.leftovers);
    this.encounters = new AssumedEncounters(rows, runs, assumed.throttled);
    const activities = this.#activities({ ...ports, runs, encounters: this.encounters }, assumed);
    this.run = new SimulatedRun(
      { runId: this.runId, activities, start },
      {
        meter: this.meter,
        time,
        leftovers: this.leftovers,
        onStep: (order) => {
          turn.order = order;
        },
        onEnd: (order) => this.#tidy(order),
        onList: (order) => this.#list(order),
      },
    );
  }

  #tidy(order: number): void {
    const { asked } = this.outbound;
    const requests = asked.get(order);
    if (requests) asked.set(order, this.leftovers.fetched(requests));
    this.leftovers.tidy({ runId: this.runId, order });
  }

  #activities(ports: ReturnType<typeof memoryPorts>, { deliveries }: ResolvedAssumptions): Activities {
    const { rows, outside } = this.world;
    const schedule = (at: number, happen: () => void) => this.run.schedule(at, happen);
    const ledger = new AssumedDeliveries(rows, { assumed: deliveries, now: ports.now, schedule });
    const answer = (parcel: Parcel): Answer => outside?.deliver?.(parcel) ?? ledger.answer(parcel);
    return createActivities({
      ...ports,
      lookups: this.lookups,
      ledger,
      providers: assumedProviders(rows.providers, answer),
      outbound: this.outbound,
      // A step that breaks says so itself.
      report: () => {},
    });
  }

  #list(order: number): number {
    const { rows, countOf } = this.world;
    const found = shortenList(rows, { runId: this.runId, order });
    if (!found) return 0;
    // The rows have no more than the first of the list, and those whom the run has put on it.
    const recipients = Math.max(found.recipients, countOf?.(found.list) ?? 0);
    this.lists.set(order, { ...found, recipients });
    return recipients;
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
