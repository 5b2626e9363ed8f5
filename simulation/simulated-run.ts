import type { Activities } from '../activities/create-activities.ts';
import type { Outcome } from '../workflows/contracts/step-activities.ts';
import { VirtualRun } from '../workflows/virtual-run.ts';
import type { ProcessingTime } from './processing-time.ts';
import type { RunMeter } from './run-meter.ts';

interface SimulationHooks {
  meter: RunMeter;
  /** When it is over, no more steps are begun. */
  time: ProcessingTime;
  /** Told which step is about to be carried out. */
  onStep(order: number): void;
  /** Told that a send to a list begins; answers how many recipients it has. */
  onList(order: number): number;
}

/** A run on a virtual clock whose cost is counted. */
export class SimulatedRun extends VirtualRun {
  /** Of messages that wait: since when. */
  readonly #waiting: Map<string, number>;

  constructor(
    runId: string,
    activities: Activities,
    time: number,
    readonly hooks: SimulationHooks,
  ) {
    const waiting = new Map<string, number>();
    super(runId, observed(activities, hooks, waiting), time);
    this.#waiting = waiting;
  }

  override sleepUntil(order: number, until: number): Promise<void> {
    return this.waitFor(order, until);
  }

  override async waitFor(order: number, until: number): Promise<void> {
    const { meter } = this.hooks;
    if (until <= this.now()) return super.waitFor(order, until);
    meter.beginWait();
    try {
      await super.waitFor(order, until);
    } catch (error) {
      meter.breakWait();
      throw error;
    }
    if (this.now() < until) meter.breakWait();
    else meter.endWait();
  }

  override async spread(order: number, messageId: string): Promise<Outcome> {
    const recipients = this.hooks.onList(order);
    const outcome = await super.spread(order, messageId);
    this.hooks.meter.list(recipients);
    return outcome;
  }

  override async handOver(messageId: string, at: number): Promise<void> {
    await super.handOver(messageId, at);
    this.#waiting.set(messageId, this.now());
    this.hooks.meter.message();
  }
}

/** The same activities, with what they cost told. */
function observed(
  activities: Activities,
  { meter, time, onStep }: SimulationHooks,
  waiting: Map<string, number>,
): Activities {
  const begin = async (order?: number) => {
    // Whoever asked for it shares the process with others.
    await time.aside(() => new Promise((resolve) => setImmediate(resolve)));
    time.check();
    if (order !== undefined) onStep(order);
  };
  return {
    ...activities,
    perform: async (call) => {
      await begin(call.order);
      meter.local();
      return activities.perform(call);
    },
    deliver: async (call) => {
      await begin(call.order);
      meter.activity();
      return activities.deliver(call);
    },
    fetch: async (call) => {
      await begin(call.order);
      meter.activity();
      return activities.fetch(call);
    },
    fail: (call, broken) => {
      meter.local();
      return activities.fail(call, broken);
    },
    finish: (call) => {
      meter.local();
      return activities.finish(call);
    },
    sendPage: async (call) => {
      await begin(call.order);
      return activities.sendPage(call);
    },
    deliverMessage: async (call) => {
      await begin();
      const { messageId, at } = call;
      meter.tryMessage(at > (waiting.get(messageId) ?? at));
      waiting.set(messageId, at);
      const outcome = await activities.deliverMessage(call);
      if (outcome.kind === 'ended') meter.endChild();
      return outcome;
    },
  };
}
