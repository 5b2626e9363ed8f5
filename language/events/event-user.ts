import type { Value } from '../expression/evaluation.ts';
import type { JsonObject } from '../json/json.ts';
import { memberOf } from '../json/member-of.ts';

/** What an event can be; one that came by a webhook is `webhook`. E-01, E-12 */
export type EventType = 'track' | 'page' | 'identify' | 'group' | 'webhook';

/** Whom an event is about: its user, and of a group an anonymous one where there is no other. Blank text is nobody. E-06, E-08, E-12 */
export function eventUser(type: EventType, body: JsonObject): string | undefined {
  const user = idOf(memberOf(body, 'userId'));
  return user || (type === 'group' && idOf(memberOf(body, 'anonymousId'))) || undefined;
}

function idOf(value: Value): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}
