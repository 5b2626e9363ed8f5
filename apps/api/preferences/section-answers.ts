import type { z } from 'zod';

import type { SubscriptionTopic } from '../../../platform/database/generated/client.ts';
import type { FilledSection } from '../../../platform/database/preferences/filled-sections.ts';
import type { SectionAnswer, SectionWrite, TopicAnswer, TopicWrite } from './sections.schemas.ts';

type Answer = z.infer<typeof SectionAnswer>;

/** A section with its topics, as the API shows it. */
export function sectionAnswer(row: FilledSection): Answer {
  const { id, body, topics, updatedAt } = row;
  return {
    id,
    ...(body as z.infer<typeof SectionWrite>),
    topics: topics.map(topicOf),
    ...written(row),
    ...(updatedAt && { updated: updatedAt.toISOString() }),
  };
}

/** A topic as the API shows it; one that was never changed was updated when it was made. */
export function topicOf(row: SubscriptionTopic): z.infer<typeof TopicAnswer> {
  const { id, body, defaultStatus, createdAt, updatedAt } = row;
  return {
    id,
    ...(body as Omit<z.infer<typeof TopicWrite>, 'default_status'>),
    default_status: defaultStatus as Answer['topics'][number]['default_status'],
    ...written(row),
    updated: (updatedAt ?? createdAt).toISOString(),
  };
}

function written({ createdAt, creator, updater }: Pick<FilledSection, 'createdAt' | 'creator' | 'updater'>) {
  return { created: createdAt.toISOString(), creator, ...(updater !== null && { updater }) };
}
