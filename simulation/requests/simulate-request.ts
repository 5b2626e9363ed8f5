import type { InboundEvent } from '../../language/events/inbound-event.ts';
import { parseInstant } from '../../language/time/instant.ts';
import { type Assumptions, NO_ASSUMPTIONS } from '../assumptions/assumptions.ts';
import { ProcessingTime } from '../processing-time.ts';
import { simulate } from '../simulate.ts';
import type { SimulationOptions } from '../simulation-options.ts';
import type { Subject } from '../subject.ts';
import type { Timeline } from '../timeline/timeline.ts';
import type { WorldOf } from '../world.ts';
import { namesWithin } from './names-within.ts';
import { recipientZone } from './recipient-zone.ts';
import { worldAfter } from './world-after.ts';

/** What both kinds of requests say of the simulation itself. */
interface Wishes {
  start?: string;
  time_zone?: string;
  assume?: Assumptions;
  /** Of a journey: what starts the run. */
  event?: InboundEvent;
}

/** When and where a request is carried out. */
export interface Surroundings extends Pick<SimulationOptions, 'time' | 'refusal'> {
  /** In milliseconds since the epoch. */
  now: number;
  worldOf: WorldOf;
}

/** What is to run, when it is asked for at that moment, in that world. */
type SubjectOf = (at: number, around: { worldOf: WorldOf; time: ProcessingTime }) => Promise<Subject> | Subject;

/**
 * Carries out a request to simulate.
 * @throws InvalidInput; whatever `subjectOf` throws
 */
export async function simulateRequest(
  { start, time_zone: wanted, assume = NO_ASSUMPTIONS, event }: Wishes,
  { now, time = new ProcessingTime(), refusal, worldOf: asStored }: Surroundings,
  subjectOf: SubjectOf,
): Promise<Timeline> {
  time.begin();
  const worldOf = event ? worldAfter(event, asStored) : asStored;
  const instantBy = (zone?: string) => (start === undefined ? undefined : parseInstant(start, zone)) ?? now;
  const guess = instantBy(wanted);
  const asked = await subjectOf(guess, { worldOf, time });
  const world = await worldOf(namesWithin(asked, assume));
  const zone = wanted ?? recipientZone(asked.context, world.rows);
  const at = instantBy(zone);
  // Whose clocks a start without a zone is by is known with the recipient only.
  const subject = at === guess ? asked : await subjectOf(at, { worldOf, time });
  return simulate(subject, world, { start: at, zone, assume, time, refusal });
}
