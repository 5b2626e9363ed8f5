import { skeletonOf } from '../language/compile/skeleton.ts';
import { InvalidInput } from '../language/problem.ts';
import { NO_ZONE, offsetsIn } from '../language/time/time-zone.ts';
import { runPlan } from '../workflows/interpreter.ts';
import { RunCanceled } from '../workflows/run-canceled.ts';
import { idleAssumptions } from './assumptions/idle-assumptions.ts';
import { resolveAssumptions } from './assumptions/resolve-assumptions.ts';
import { scheduleEvents } from './assumptions/schedule-events.ts';
import { ProcessingTime } from './processing-time.ts';
import { refuseCrowded } from './refuse-crowded.ts';
import { Simulation } from './simulation.ts';
import type { SimulationOptions } from './simulation-options.ts';
import type { Subject } from './subject.ts';
import type { Timeline } from './timeline/timeline.ts';
import { timelineOf } from './timeline/timeline-of.ts';
import type { World } from './world.ts';

/**
 * What would become of a run, by carrying it out on a virtual clock: nothing is sent, and nothing written but the world's rows.
 * @throws InvalidInput for an unknown zone, for assumptions that are about nothing in the plan, and when it takes too long
 * or keeps too much.
 */
export async function simulate(subject: Subject, world: World, options: SimulationOptions): Promise<Timeline> {
  const { start, zone, assume, time = new ProcessingTime(), refusal } = options;
  time.begin();
  refuseCrowded(subject.context);
  if (!offsetsIn(zone)) throw new InvalidInput([{ path: 'time_zone', message: NO_ZONE }]);
  const assumed = resolveAssumptions(subject.plan, assume, options);
  const simulation = new Simulation(subject, world, { assumed, start, time, refusal });
  const missed = scheduleEvents(assumed.events, simulation);
  const endedAt = await carryOut(subject, simulation);
  time.check();
  simulation.leftovers.check();
  const idle = idleAssumptions(assumed, simulation);
  return timelineOf(subject, simulation, { start, endedAt, zone, missed: [...missed, ...idle] });
}

/** When it ended, in milliseconds since the epoch; what it left waiting has then gone on to its own end. */
async function carryOut({ plan }: Subject, { run, meter }: Simulation): Promise<number> {
  try {
    await runPlan(skeletonOf(plan), run);
  } catch (error) {
    if (!(error instanceof RunCanceled)) throw error;
  }
  meter.end();
  const endedAt = run.now();
  await run.settleMessages();
  return endedAt;
}
