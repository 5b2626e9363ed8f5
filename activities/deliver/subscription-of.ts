import type { Tenant } from '../../language/people/tenant.ts';
import { type Standing, standingOf } from '../../messages/preferences/standing-of.ts';
import type { Lookups, PreferencePlace } from '../ports/lookups.ts';
import type { StoredPreferences } from '../ports/preferences.ts';
import { ignored } from '../step/ignored.ts';
import type { Composition } from './composition.ts';
import type { Letter } from './letter.ts';

/**
 * Where the recipient of a message stands with its topic, which the message names itself or else its template does; a blank
 * name is none. One that nobody knows is ignored, with a warning, as if it had not been named. U-06, N-58
 */
export async function subscriptionOf(
  { addressee: { userId = '' }, user, topicId: ofTemplate }: Pick<Letter, 'addressee' | 'user' | 'topicId'>,
  composition: Composition,
  lookups: Lookups,
): Promise<Pick<Letter, 'user' | 'subscription'>> {
  const ofMessage = composition.fields.message?.preferences?.subscription_topic_id;
  const warnings = [...(user.context.warnings ?? [])];
  const seen = () => (warnings.length > 0 ? { ...user, context: { warnings } } : user);
  for (const topicId of named(ofMessage, ofTemplate)) {
    const standing = await standingWith({ topicId, userId, tenant: user.tenant }, composition, lookups);
    if (standing) return { user: seen(), subscription: { topicId, ...standing } };
    warnings.push(ignored('topic', topicId));
  }
  return { user: seen() };
}

function named(...topics: readonly (string | undefined)[]): Set<string> {
  return new Set(topics.map((topic = '') => topic.trim()).filter((topic) => topic !== ''));
}

/** Undefined where nobody knows of the topic. */
async function standingWith(
  { topicId, userId, tenant }: { topicId: string; userId: string; tenant?: Tenant },
  composition: Composition,
  lookups: Lookups,
): Promise<Standing | undefined> {
  const { topics, choices } = await lookUp({ topicId, userId, tenantId: tenant?.id }, composition, lookups);
  const topicDefault = topics.find(({ id }) => id === topicId)?.byDefault;
  const own = Object.hasOwn(choices, userId) ? choices[userId] : undefined;
  return standingOf({ topicId, topicDefault, tenant, choices: own ?? [] });
}

/**
 * Loaded with the step where the plan names user, tenant and topic, else by a statement of its own. Nobody without an id has
 * chosen anything.
 */
async function lookUp(
  place: PreferencePlace,
  { step, snapshot: { environmentId, tenancy, preferences } }: Composition,
  lookups: Lookups,
): Promise<StoredPreferences> {
  const { topicId, userId, tenantId } = place;
  const isLoaded =
    preferences.topics.some(({ id }) => id === topicId) &&
    (userId === '' || step.ahead.users.includes(userId)) &&
    (tenantId === undefined || tenancy.tenants.some(({ id }) => id === tenantId));
  return isLoaded ? preferences : lookups.findPreferences(environmentId, place);
}
