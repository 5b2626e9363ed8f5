import { z } from 'zod';

import { JsonRecord } from '../../../language/json/json-record.ts';
import { optional } from '../../../language/optional.ts';
import { PreferenceStatus, PreferredChannels } from '../../../language/people/preference.ts';
import { withDefault } from '../../../language/with-default.ts';
import { Paging } from '../http/paging.ts';

const Name = z.string().trim().min(1, 'must not be blank').max(256, 'must be at most 256 characters');
const Text = optional(z.string().max(4_096, 'must be at most 4096 characters'));

/** Body of POST and PUT: all of a section but its topics. */
export const SectionWrite = z
  .object({
    name: Name,
    description: Text,
    has_custom_routing: withDefault(z.boolean(), false),
    routing_options: withDefault(PreferredChannels, []),
  })
  .meta({ id: 'PreferenceSectionWrite' });

/** Body of POST and PUT: all of a topic. */
export const TopicWrite = z
  .object({
    name: Name,
    default_status: PreferenceStatus,
    description: Text,
    allowed_preferences: withDefault(z.array(z.enum(['snooze', 'channel_preferences'])).max(2), []),
    include_unsubscribe_header: withDefault(z.boolean(), false),
    routing_options: withDefault(PreferredChannels, []),
    topic_data: withDefault(JsonRecord, {}),
  })
  .meta({ id: 'SubscriptionTopicWrite' });

/** Of a page of a list: clients that know of no pages are to see all that there is in practice. */
export const ROWS = 100;

/** Query of the lists. */
export const SectionsQuery = z.object({ cursor: z.string().optional() });

/** Body of POST `/preferences/publish`, which may be absent. */
export const PublishWrite = z
  .object({ brand_id: optional(z.string().max(256)), heading: Text, description: Text })
  .nullish()
  .meta({ id: 'PreferencePublish' });

const moment = z.iso.datetime();
const channels = z.array(z.string());
const written = { created: moment, creator: z.string(), updater: z.string().optional() };

export const TopicAnswer = z
  .object({
    id: z.string(),
    name: z.string(),
    default_status: PreferenceStatus,
    description: z.string().optional(),
    allowed_preferences: z.array(z.string()),
    include_unsubscribe_header: z.boolean(),
    routing_options: channels,
    topic_data: z.record(z.string(), z.unknown()),
    ...written,
    updated: moment,
  })
  .meta({ id: 'SubscriptionTopic' });

export const SectionAnswer = z
  .object({
    id: z.string(),
    name: z.string(),
    description: z.string().optional(),
    has_custom_routing: z.boolean(),
    routing_options: channels,
    topics: z.array(TopicAnswer),
    ...written,
    updated: moment.optional(),
  })
  .meta({ id: 'PreferenceSection' });

export const TopicsAnswer = z
  .object({ results: z.array(TopicAnswer), paging: Paging })
  .meta({ id: 'SubscriptionTopicList' });

export const SectionsAnswer = z
  .object({ results: z.array(SectionAnswer), paging: Paging })
  .meta({ id: 'PreferenceSectionList' });

const published = {
  page_id: z.string(),
  published_at: moment,
  published_version: z.int(),
  published_by: z.string(),
};

export const PublishAnswer = z.object({ ...published, preview_url: z.null() }).meta({ id: 'PreferencePublished' });

export const PageAnswer = z
  .object({
    ...published,
    brand_id: z.string(),
    heading: z.string().optional(),
    description: z.string().optional(),
    sections: z.array(SectionAnswer),
  })
  .meta({ id: 'PreferencePage' });
