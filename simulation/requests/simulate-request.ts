import { parseInstant } from '../../language/time/instant.ts';
import { type Assumptions, NO_ASSUMPTIONS } from '../assumptions/assumptions.ts';
import { simulate } from '../simulate.ts';
import type { SimulationOptions } from '../simulation-options.ts';
import type { Subject } from '../subject.ts';
import type { Timeline } from '../timeline/timeline.ts';
import type { WorldOf } from '../world.ts';
import { hearEvent } from './hear-event.ts';
import { namesWithin } from './names-within.ts';
import { recipientZone } from './recipient-zone.ts';
import { inboundEvent, type StartingEvent } from './starting-event.ts';

/** What both kinds of requests say of the simulation itself. */
interface Wishes {
  start?: string;
  time_zone?: string;
  assume?: Assumptions;
  /** That starts the run. */
  event?: StartingEvent;
}

/** When and where a request is carried out. */
export interface Surroundings extends Pick<SimulationOptions, 'time' | 'refusal'> {
  /** In milliseconds since the epoch. */
  now: number;
  worldOf: WorldOf;
}

/**
 * Carries out a request to simulate.
 * @param subjectOf What is to run, when it is asked for at that moment.
 * @throws InvalidInput; whatever `subjectOf` throws
 */
export async function simulateRequest(
  { start, time_zone: wanted, assume = NO_ASSUMPTIONS, event }: Wishes,
  { now, worldOf, ...others }: Surroundings,
  subjectOf: (at: number) => Promise<Subject> | Subject,
): Promise<Timeline> {
  const instantBy = (zone?: string) => (start === undefined ? undefined : parseInstant(start, zone)) ?? now;
  const guess = instantBy(wanted);
  const asked = await subjectOf(guess);
  const world = await worldOf(namesWithin(asked, assume));
  if (event) hearEvent(world.rows, inboundEvent(event));
  const zone = wanted ?? recipientZone(asked.context, world.rows);
  const at = instantBy(zone);
  // Whose clocks a start without a zone is by is known with the recipient only.
  const subject = at === guess ? asked : await subjectOf(at);
  return simulate(subject, world, { start: at, zone, assume, ...others });
}
