import { eventScope } from '../../activities/events/event-scope.ts';
import type { StoredUser } from '../../activities/ports/lookups.ts';
import { chooseTrigger } from '../../language/events/choose-trigger.ts';
import { eventGroup } from '../../language/events/event-group.ts';
import { eventReasons } from '../../language/events/event-reasons.ts';
import { eventSources } from '../../language/events/event-sources.ts';
import type { InboundEvent } from '../../language/events/inbound-event.ts';
import type { Journey } from '../../language/journey.ts';
import type { NodeStep } from '../../language/plan.ts';
import { type BegunJourney, beginJourney } from '../../language/run/begin-journey.ts';
import { MemoryLookups } from '../../platform/memory/memory-lookups.ts';
import type { WorldOf } from '../world.ts';
import { hearEvent } from './hear-event.ts';
import { NotStarted } from './not-started.ts';

/** What happens, and where. */
interface Circumstances {
  event: InboundEvent;
  /** In milliseconds since the epoch. */
  at: number;
  worldOf: WorldOf;
}

/**
 * The run of a journey that an event starts, by the first of its triggers that waits for it and is met. E-05, E-06, N-12
 * @throws InvalidInput for a token or a profile that no run may have; NotStarted where no run would begin
 */
export async function beginByEvent(
  journey: Journey,
  triggers: readonly NodeStep[],
  { event, at, worldOf }: Circumstances,
): Promise<BegunJourney> {
  const { userId } = event;
  if (userId === undefined) throw new NotStarted(eventReasons.nobody);
  const user = await userOf({ ...event, userId }, worldOf);
  if (!user) throw new NotStarted(eventReasons.unknown);
  const scope = eventScope({ ...event, userId }, user);
  const sources = eventSources(event);
  const chosen = chooseTrigger(triggers, sources, scope);
  if (!chosen) throw new NotStarted(`no trigger waits for ${sources[0]}`);
  if (chosen.kind === 'unmet') throw new NotStarted(eventReasons.unmet);
  return beginJourney(journey, scope, { at, starts: (_, trigger) => trigger === chosen.id });
}

/** With what the event says of them; a group's may be one whom nobody knows. */
async function userOf(event: InboundEvent & { userId: string }, worldOf: WorldOf): Promise<StoredUser | undefined> {
  const { userId, type, body } = event;
  const group = type === 'group' && eventGroup(body);
  const { rows } = await worldOf([userId, ...(group ? [group.tenantId] : [])]);
  hearEvent(rows, event);
  const user = await new MemoryLookups(rows).findUser('', { userId });
  return user.profile || type === 'group' ? user : undefined;
}
