import type { JsonObject } from '../json/json.ts';
import { memberOf } from '../json/member-of.ts';
import { idOf } from '../people/id-of.ts';
import type { EventType } from './inbound-event.ts';

/** Whom an event is about: its user, and of a group an anonymous one where there is no other. E-06, E-08, E-12 */
export function eventUser(type: EventType, body: JsonObject): string | undefined {
  const user = idOf(memberOf(body, 'userId'));
  return user || (type === 'group' && idOf(memberOf(body, 'anonymousId'))) || undefined;
}
