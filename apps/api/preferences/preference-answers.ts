import type { z } from 'zod';

import type { Choice } from '../../../language/people/preference.ts';
import type { Tenant } from '../../../language/people/tenant.ts';
import { choiceIn } from '../../../messages/preferences/choice-in.ts';
import { standingOf } from '../../../messages/preferences/standing-of.ts';
import type { ChosenTopic } from '../../../platform/database/preferences/user-preferences.ts';
import type { UserPreferenceAnswer, UserPreferencesSaved } from './user-preferences.schemas.ts';

/** A topic as a user sees it, in the tenant that is asked about. */
export interface TopicInTenant extends ChosenTopic {
  tenant?: Tenant;
}

/** How it stands with a topic, as sends in that tenant see it. */
export function statusesOf({ id: topicId, defaultStatus, tenant, choices }: TopicInTenant) {
  const standing = standingOf({ topicId, topicDefault: defaultStatus, tenant, choices });
  return { status: standing?.status ?? defaultStatus, default_status: standing?.byDefault ?? defaultStatus };
}

/**
 * A topic with the status that sends in that tenant go by; of channels, those that the user chose. Where no tenant is asked
 * about, sends may go by another status: they infer the only tenant of a user. U-05
 */
export function topicAnswer(topic: TopicInTenant): z.infer<typeof UserPreferenceAnswer>['topic'] {
  const { id: topicId, name, sectionId, sectionName, tenant, choices } = topic;
  const { routing } = choiceIn(choices, { topicId, tenantId: tenant?.id }) ?? {};
  return {
    topic_id: topicId,
    topic_name: name,
    ...statusesOf(topic),
    has_custom_routing: routing !== undefined,
    ...(routing && { custom_routing: [...routing] }),
    section_id: sectionId,
    section_name: sectionName,
  };
}

/** A choice as it was saved, in the answers about many. */
export function savedAnswer({
  topicId,
  status,
  routing = [],
}: Choice): z.infer<typeof UserPreferencesSaved>['items'][number] {
  return {
    topic_id: topicId,
    status,
    has_custom_routing: routing.length > 0,
    custom_routing: [...routing],
  };
}
