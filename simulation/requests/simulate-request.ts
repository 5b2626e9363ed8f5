import { parseInstant } from '../../language/time/instant.ts';
import { zoneOf } from '../../messages/windows/zone-of.ts';
import { type Assumptions, NO_ASSUMPTIONS } from '../assumptions/assumptions.ts';
import type { ProcessingTime } from '../processing-time.ts';
import { simulate } from '../simulate.ts';
import type { Subject } from '../subject.ts';
import type { Timeline } from '../timeline/timeline.ts';
import type { World } from '../world.ts';
import { namesWithin } from './names-within.ts';

/** What both kinds of requests say of the simulation itself. */
interface Wishes {
  start?: string;
  time_zone?: string;
  assume?: Assumptions;
}

/** When and where a request is carried out. */
export interface Surroundings {
  /** In milliseconds since the epoch. */
  now: number;
  /** With all that bears one of the names in its rows, which are written to. */
  worldOf(names: readonly string[]): Promise<World>;
  /** What it may take; absent: all that it needs. */
  time?: ProcessingTime;
  /** Why a URL may not be called; absent: every one may. */
  refusal?: (url: URL) => string | undefined;
}

/**
 * Carries out a request to simulate.
 * @param subjectOf What is to run, when it is asked for at that moment.
 * @throws InvalidInput; whatever `subjectOf` throws
 */
export async function simulateRequest(
  { start, time_zone: wanted, assume = NO_ASSUMPTIONS }: Wishes,
  { now, worldOf, ...others }: Surroundings,
  subjectOf: (at: number) => Promise<Subject> | Subject,
): Promise<Timeline> {
  const at = (start === undefined ? undefined : parseInstant(start, wanted)) ?? now;
  const subject = await subjectOf(at);
  const world = await worldOf(namesWithin(subject, assume));
  const zone = wanted ?? zoneOfRecipient(subject, world);
  return simulate(subject, world, { start: at, zone, assume, ...others });
}

/** The one that windows of its sends open in, where neither the send nor its `to` says otherwise. */
function zoneOfRecipient({ context }: Subject, { rows }: World): string {
  const profile = { ...rows.profiles.get(context.recipient ?? ''), ...context.profile };
  return zoneOf(undefined, { to: {}, profile });
}
