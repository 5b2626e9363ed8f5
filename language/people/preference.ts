import { z } from 'zod';

import { optional } from '../optional.ts';

/** Whether somebody gets the messages of a topic. REQUIRED is only ever a default: nobody opts out of that. U-06 */
export const PreferenceStatus = z.enum(['OPTED_IN', 'OPTED_OUT', 'REQUIRED']);
export type PreferenceStatus = z.infer<typeof PreferenceStatus>;

/** What somebody can choose. */
export const ChosenStatus = PreferenceStatus.exclude(['REQUIRED']);
export type ChosenStatus = z.infer<typeof ChosenStatus>;

/** Channels as preferences name them; a release may send on fewer. The same one twice is one. */
export const PreferredChannels = z
  .array(z.enum(['direct_message', 'email', 'inbox', 'push', 'sms', 'webhook']))
  .transform((channels) => [...new Set(channels)]);

/** By which channels somebody wants a topic. */
const CustomRouting = z.object({
  has_custom_routing: optional(z.boolean()),
  custom_routing: optional(PreferredChannels),
});

/** What is said of a topic, as users and tenants write it. Who says that there are channels names some. */
export const PreferenceWrite = CustomRouting.extend({ status: PreferenceStatus }).refine(
  (written) => written.has_custom_routing !== true || preferredChannels(written) !== undefined,
  { path: ['custom_routing'], error: 'must name channels where has_custom_routing is true' },
);

/** What is said of a topic, by a user or for all users of a tenant. */
export interface Preference {
  topicId: string;
  status: PreferenceStatus;
  /** The channels that take the place of those that a message names. */
  routing?: readonly string[];
}

/** What a user said of a topic: wherever they are, or in one tenant. */
export interface Choice extends Preference {
  status: ChosenStatus;
  tenantId?: string;
}

/** What was written of a topic, as sends go by it. */
export function preferenceOf<Status extends PreferenceStatus>(
  topicId: string,
  { status, ...written }: z.infer<typeof CustomRouting> & { status: Status },
): Preference & { status: Status } {
  const routing = preferredChannels(written);
  return { topicId, status, ...(routing && { routing }) };
}

/** The channels of what was written that are to be used: none where it says that it has none. */
function preferredChannels(written: z.infer<typeof CustomRouting>): readonly string[] | undefined {
  const { has_custom_routing: hasOwn = true, custom_routing: channels = [] } = written;
  return hasOwn && channels.length > 0 ? channels : undefined;
}
