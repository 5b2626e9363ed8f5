import type { JsonObject } from '../json/json.ts';
import { memberOf } from '../json/member-of.ts';
import { idOf } from '../people/id-of.ts';
import { LONGEST_USER_ID } from '../people/user-id.ts';
import type { EventType } from './inbound-event.ts';

/**
 * Whom an event is about: its user, and of a group an anonymous one where there is no other; nobody whose id is longer than ids
 * are. Blanks around it do not count, as in ids of profiles. E-06, E-08, E-12
 */
export function eventUser(type: EventType, body: JsonObject): string | undefined {
  const user = idOf(memberOf(body, 'userId')) || (type === 'group' && idOf(memberOf(body, 'anonymousId')));
  return user && user.length <= LONGEST_USER_ID ? user : undefined;
}
