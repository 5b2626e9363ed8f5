import type { Activities } from '../activities/create-activities.ts';
import type { Outcome } from '../workflows/contracts/step-activities.ts';
import { VirtualRun } from '../workflows/virtual-run.ts';
import { type Observers, observedActivities } from './observed-activities.ts';

/** What is carried out, and when it begins, in milliseconds since the epoch. */
interface Beginning {
  runId: string;
  activities: Activities;
  start: number;
}

interface Hooks extends Observers {
  /** Told that a send to a list begins; answers how many recipients it has. */
  onList(order: number): number;
}

/** A run on a virtual clock whose cost is counted. */
export class SimulatedRun extends VirtualRun {
  constructor(
    { runId, activities, start }: Beginning,
    readonly hooks: Hooks,
  ) {
    super(runId, observedActivities(activities, hooks), start);
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
    this.hooks.meter.message({ messageId, at: this.now() });
  }
}
