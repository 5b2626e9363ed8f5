import { z } from 'zod';

import { optional } from '../optional.ts';
import { PreferenceWrite } from './preference.ts';
import { TopicId } from './topic-id.ts';

const DefaultPreference = PreferenceWrite.safeExtend({ id: TopicId });
export type DefaultPreference = z.infer<typeof DefaultPreference>;

const Items = z
  .array(DefaultPreference)
  .refine((items) => new Set(items.map(({ id }) => id)).size === items.length, 'names a topic twice');

/** What a tenant says of topics for all its users, each topic once. */
export const DefaultPreferences = z.object({ items: optional(Items) });
