import type { Activities } from '../activities/create-activities.ts';
import type { ProcessingTime } from './processing-time.ts';
import type { RunMeter } from './run-meter.ts';

/** Who is told of what a run does. */
export interface Observers {
  meter: RunMeter;
  /** When it is over, no more steps are begun. */
  time: ProcessingTime;
  /** Told which step is about to be carried out. */
  onStep(order: number): void;
}

/** The same activities, with what they cost told. */
export function observedActivities(activities: Activities, { meter, time, onStep }: Observers): Activities {
  const begin = async () => {
    // Whoever asked for it shares the process with others.
    await time.aside(() => new Promise((resolve) => setImmediate(resolve)));
    time.check();
  };
  /** An activity that carries out a step. */
  const step = <Call extends { order: number }, End>(carryOut: (call: Call) => Promise<End>, cost = () => {}) => {
    return async (call: Call): Promise<End> => {
      await begin();
      onStep(call.order);
      cost();
      return carryOut(call);
    };
  };
  return {
    ...activities,
    perform: step(activities.perform, () => meter.local()),
    deliver: step(activities.deliver, () => meter.activity()),
    fetch: step(activities.fetch, () => meter.activity()),
    sendPage: step(activities.sendPage),
    fail: (call, broken) => {
      meter.local();
      return activities.fail(call, broken);
    },
    finish: (call) => {
      meter.local();
      return activities.finish(call);
    },
    deliverMessage: async (call) => {
      await begin();
      meter.tryMessage(call);
      const outcome = await activities.deliverMessage(call);
      if (outcome.kind === 'ended') meter.endChild();
      return outcome;
    },
  };
}
