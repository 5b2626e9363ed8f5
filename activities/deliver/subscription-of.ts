import { standingOf } from '../../messages/preferences/standing-of.ts';
import type { Lookups, PreferencePlace } from '../ports/lookups.ts';
import type { StoredPreferences } from '../ports/preferences.ts';
import { ignored } from '../step/ignored.ts';
import type { Composition } from './composition.ts';
import type { Letter } from './letter.ts';

/**
 * Where the recipient of a message stands with its topic, which the message names itself or else its template does: loaded with
 * the step where the plan names user, tenant and topic, else by a statement of its own. A topic that nobody knows is ignored, with
 * a warning. U-06
 */
export async function subscriptionOf(
  { addressee: { userId = '' }, user, topicId: ofTemplate }: Pick<Letter, 'addressee' | 'user' | 'topicId'>,
  composition: Composition,
  lookups: Lookups,
): Promise<Pick<Letter, 'user' | 'subscription'>> {
  const topicId = composition.fields.message?.preferences?.subscription_topic_id ?? ofTemplate;
  if (!topicId) return { user };
  const { tenant } = user;
  const { topics, choices } = await lookUp({ topicId, userId, tenantId: tenant?.id }, composition, lookups);
  const topicDefault = topics.find(({ id }) => id === topicId)?.byDefault;
  const own = Object.hasOwn(choices, userId) ? choices[userId] : undefined;
  const standing = standingOf({ topicId, topicDefault, tenant, choices: own ?? [] });
  if (standing) return { user, subscription: { topicId, ...standing } };
  const warnings = [...(user.context.warnings ?? []), ignored('topic', topicId)];
  return { user: { ...user, context: { warnings } } };
}

/** Nobody without an id has chosen anything. */
async function lookUp(
  place: PreferencePlace & { userId: string },
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
