import type { Activities } from '../activities/create-activities.ts';
import type { Leftovers } from './leftovers.ts';
import type { ProcessingTime } from './processing-time.ts';
import type { RunMeter } from './run-meter.ts';

/** Who is told of what a run does. */
export interface Observers {
  meter: RunMeter;
  /** When it is over, no more steps are begun. */
  time: ProcessingTime;
  /** So it is when they are too much. */
  leftovers: Leftovers;
  /** Told which step is about to be carried out. */
  onStep(order: number): void;
  /** Told that it was, for once or for good. */
  onEnd(order: number): void;
}

/** The same activities, with what they cost told. */
export function observedActivities(activities: Activities, observers: Observers): Activities {
  const { meter, time, leftovers, onStep, onEnd } = observers;
  const begin = async () => {
    // Whoever asked for it shares the process with others.
    await time.aside(() => new Promise((resolve) => setImmediate(resolve)));
    time.check();
    leftovers.check();
  };
  /** An activity that carries out a step. */
  const step = <Call extends { order: number }, End>(carryOut: (call: Call) => Promise<End>, cost = () => {}) => {
    return async (call: Call): Promise<End> => {
      await begin();
      onStep(call.order);
      cost();
      const end = await carryOut(call);
      onEnd(call.order);
      return end;
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
      leftovers.tidyMessage(call.messageId);
      if (outcome.kind === 'ended') meter.endChild();
      return outcome;
    },
  };
}
