import { z } from 'zod';

import { optional } from '../optional.ts';

/** Whether somebody gets the messages of a topic. REQUIRED is only ever a default: nobody opts out of that. U-06 */
export const PreferenceStatus = z.enum(['OPTED_IN', 'OPTED_OUT', 'REQUIRED']);
export type PreferenceStatus = z.infer<typeof PreferenceStatus>;

/** Channels as preferences name them; a release may send on fewer. */
export const PreferredChannels = z
  .array(z.enum(['direct_message', 'email', 'inbox', 'push', 'sms', 'webhook']))
  .max(6, 'must name at most 6 channels');

/** By which channels somebody wants a topic, as every preference says it on the wire. */
export const CustomRouting = z.object({
  has_custom_routing: optional(z.boolean()),
  custom_routing: optional(PreferredChannels),
});

/** What is said of a topic, by a user or for all users of a tenant. */
export interface Preference {
  topicId: string;
  status: PreferenceStatus;
  /** The channels that take the place of those that a message names. */
  routing?: readonly string[];
}

/** What a user said of a topic: wherever they are, or in one tenant. */
export interface Choice extends Preference {
  tenantId?: string;
}

/** The channels of a {@link CustomRouting} that are to be used: none where it says that it has none. */
export function preferredChannels(written: z.infer<typeof CustomRouting>): readonly string[] | undefined {
  const { has_custom_routing: hasOwn = true, custom_routing: channels = [] } = written;
  return hasOwn && channels.length > 0 ? channels : undefined;
}
