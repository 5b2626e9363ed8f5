import type { JsonObject } from '../json/json.ts';
import { memberOf } from '../json/member-of.ts';
import { hasContact } from './has-contact.ts';
import { idOf } from './id-of.ts';

/** What a request to invoke a journey says of whom the run is for. */
interface Invocation {
  user_id?: string;
  userId?: string;
  profile?: JsonObject;
  data?: JsonObject;
}

/** Whom a run is for: a user, whoever the profile's addresses belong to, or nobody, which is refused in these words. */
export type RunRecipient = { kind: 'user'; id: string } | { kind: 'contact' } | { kind: 'missing'; message: string };

const MISSING =
  'User identifier or profile required. Provide user_id, user_id/userId/anonymousId in profile/data, or profile with contact info.';

/** Names of an identifier in profile and data, the first that is there counts. */
const NAMES = ['user_id', 'userId', 'anonymousId'];

/** Whom an invocation names, first hit wins. A number in profile or data is an id too, blank text is none. J-21 to J-23 */
export function recipientOf({ user_id: userId, userId: alias, profile = {}, data = {} }: Invocation): RunRecipient {
  const named = [profile, data].flatMap((place) => NAMES.map((name) => memberOf(place, name)));
  const id = [userId, ...named, alias].map(idOf).find(Boolean);
  if (id) return { kind: 'user', id };
  return hasContact(profile) ? { kind: 'contact' } : { kind: 'missing', message: MISSING };
}
