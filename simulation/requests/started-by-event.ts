import { breathing } from '../../activities/events/breathing.ts';
import { eventScope } from '../../activities/events/event-scope.ts';
import { beginByEvent } from '../../language/events/begin-by-event.ts';
import { eventReasons } from '../../language/events/event-reasons.ts';
import { eventSources } from '../../language/events/event-sources.ts';
import type { InboundEvent } from '../../language/events/inbound-event.ts';
import type { Journey } from '../../language/journey.ts';
import type { NodeStep } from '../../language/plan.ts';
import type { BegunJourney } from '../../language/run/begin-journey.ts';
import { MemoryLookups } from '../../platform/memory/memory-lookups.ts';
import type { ProcessingTime } from '../processing-time.ts';
import { refuseCrowded } from '../refuse-crowded.ts';
import type { WorldOf } from '../world.ts';
import { NotStarted } from './not-started.ts';

/** What happens, and where. */
interface Circumstances {
  event: InboundEvent;
  /** In milliseconds since the epoch. */
  at: number;
  /** As the event leaves it. */
  worldOf: WorldOf;
  time: ProcessingTime;
}

/**
 * The run that an event begins of a journey, as a worker judges it.
 * @throws InvalidInput for what no run may have, and when it takes too long; NotStarted where no run would begin
 */
export async function startedByEvent(
  { definition, triggers }: { definition: Journey; triggers: readonly NodeStep[] },
  { event, at, worldOf, time }: Circumstances,
): Promise<BegunJourney> {
  const { userId } = event;
  const { rows } = await worldOf([]);
  const known = rows.profiles.has(userId ?? '') || event.type === 'group';
  const user = known ? await new MemoryLookups(rows).findUser('', { userId }) : undefined;
  const scope = eventScope(event, user);
  if (typeof scope === 'string') throw new NotStarted(scope);
  refuseCrowded(scope);
  const breathe = breathing();
  let isAwaited = false;
  // One trigger at a time: each may compare all of a large event a hundred times.
  for (const trigger of triggers) {
    await time.aside(breathe);
    time.check();
    const begun = beginByEvent({ definition, triggers: [trigger] }, { event, scope, at });
    if (begun?.kind === 'begins') return begun;
    isAwaited ||= begun !== undefined;
  }
  throw new NotStarted(isAwaited ? eventReasons.unmet : `no trigger waits for ${eventSources(event)[0]}`);
}
