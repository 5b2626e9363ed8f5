import { eventData } from '../../language/events/event-data.ts';
import { eventReasons } from '../../language/events/event-reasons.ts';
import type { InboundEvent } from '../../language/events/inbound-event.ts';
import { InvalidInput } from '../../language/problem.ts';
import type { NodeScope } from '../../language/run/node-scope.ts';
import type { StoredUser } from '../ports/lookups.ts';
import { fits } from '../step/fits.ts';
import { journeyScope } from '../step/journey-scope.ts';

/**
 * What a run that an event starts begins with: the event for its data, and its user as stored, in their only tenant; a tenant that
 * the event names is none of its run's. Or why no run begins. E-03, E-06, E-10, U-05
 * @param user Undefined where the event needs one that nobody knows.
 * @throws InvalidInput for a tenant whose parents go in a circle, and for a profile that no run may hold
 */
export function eventScope(event: InboundEvent, user: StoredUser | undefined): NodeScope | string {
  const { userId } = event;
  if (userId === undefined) return eventReasons.nobody;
  if (!user) return eventReasons.unknown;
  const scope = journeyScope(user, { userId, data: eventData(event), profile: {} });
  if (!fits(scope.profile)) throw new InvalidInput([{ path: 'profile', message: 'is too large for a run' }]);
  return scope;
}
