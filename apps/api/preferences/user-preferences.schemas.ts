import { z } from 'zod';

import { ChosenStatus, PreferenceStatus, PreferenceWrite } from '../../../language/people/preference.ts';
import { TopicId } from '../../../language/people/topic-id.ts';
import { Paging } from '../http/paging.ts';

/** Of one request. §12 */
const MOST_TOPICS = 50;

/** Query of every request: where the choices count; empty says the same as nothing. */
export const PreferencesQuery = z.object({
  tenant_id: z
    .string()
    .optional()
    .transform((id) => id?.trim() || undefined)
    .optional(),
});

/** Body of PUT `/users/{user_id}/preferences/{topic_id}`. REQUIRED is taken back from whoever was shown it. */
export const UserPreferenceWrite = z.object({ topic: PreferenceWrite }).meta({ id: 'UserPreferenceWrite' });

const Topics = z
  .array(PreferenceWrite.safeExtend({ topic_id: TopicId }))
  .max(MOST_TOPICS, `must be at most ${MOST_TOPICS} topics`)
  .refine((topics) => new Set(topics.map(({ topic_id }) => topic_id)).size === topics.length, 'names a topic twice');

/** Body of PUT `/users/{user_id}/preferences`: all that the user chose there. */
export const UserPreferencesReplace = z.object({ topics: Topics }).meta({ id: 'UserPreferencesReplace' });

/** Body of POST `/users/{user_id}/preferences`. */
export const UserPreferencesSave = z
  .object({ topics: Topics.min(1, 'must name a topic') })
  .meta({ id: 'UserPreferencesSave' });

const channels = z.array(z.string());

const TopicPreference = z
  .object({
    topic_id: z.string(),
    topic_name: z.string(),
    status: PreferenceStatus,
    default_status: PreferenceStatus,
    has_custom_routing: z.boolean(),
    custom_routing: channels.optional(),
    section_id: z.string(),
    section_name: z.string(),
  })
  .meta({ id: 'UserTopicPreference' });

export const UserPreferencesAnswer = z
  .object({ items: z.array(TopicPreference), paging: Paging })
  .meta({ id: 'UserPreferences' });

export const UserPreferenceAnswer = z.object({ topic: TopicPreference }).meta({ id: 'UserPreference' });

export const UserPreferenceWritten = z.object({ message: z.literal('success') }).meta({ id: 'UserPreferenceWritten' });

const SavedPreference = z
  .object({ topic_id: z.string(), status: ChosenStatus, has_custom_routing: z.boolean(), custom_routing: channels })
  .meta({ id: 'UserSavedPreference' });

export const UserPreferencesReplaced = z
  .object({ items: z.array(SavedPreference), deleted: z.array(z.string()) })
  .meta({ id: 'UserPreferencesReplaced' });

export const UserPreferencesSaved = z
  .object({
    items: z.array(SavedPreference),
    errors: z.array(z.object({ topic_id: z.string(), reason: z.string() })),
  })
  .meta({ id: 'UserPreferencesSaved' });
