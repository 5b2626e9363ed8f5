import { z } from 'zod';
import { Content } from './content/content.ts';
import { isJsonObject } from './json/json.ts';
import { JsonRecord } from './json/json-record.ts';
import { optional } from './optional.ts';
import { CONTACT_KEYS } from './people/contact-keys.ts';
import { UserId } from './people/user-id.ts';

const Text = z.string();

/** Many recipients are not one: a send that ignored them would reach somebody else. */
const NotHere = (error: string) => z.null({ error }).optional();

const List = NotHere('is not for a send, which reaches one recipient: to a list there is the step send-list');
const Audience = NotHere('is not available in this release: a send reaches one recipient');

/** One recipient: a user, a contact, or both. Keys of providers (`slack`, `expo`, …) are kept as they are. */
const MessageTo = z
  .looseObject({
    list_id: List,
    list_pattern: List,
    audience_id: Audience,
    user_id: optional(UserId),
    email: optional(Text.min(1)),
    phone_number: optional(Text.min(1)),
    locale: optional(Text),
    tenant_id: optional(Text),
    data: optional(JsonRecord),
  })
  .refine((to) => !to.tenant_id || ['user_id', ...CONTACT_KEYS].some((key) => to[key] != null), {
    path: ['tenant_id'],
    error: 'without a user_id names all of its users, and in this release a send reaches one recipient',
  });

interface Routing {
  method: 'all' | 'single';
  channels: (string | Routing)[];
}

/** Channels, or groups of them, to be used all or until one succeeds. §11.4 */
const Routing: z.ZodType<Routing> = z
  .object({
    method: z.enum(['all', 'single']),
    get channels(): z.ZodType<(string | Routing)[]> {
      return z.array(z.union([Text, Routing]));
    },
  })
  .meta({ id: 'MessageRouting' });

const ChannelOptions = z.looseObject({
  brand_id: optional(Text),
  providers: optional(z.array(Text)),
  routing_method: optional(z.enum(['all', 'single'])),
  override: optional(JsonRecord),
});

/** A length in ms, or until an instant or a delivery window. §5.3 */
const Delay = z.looseObject({
  duration: optional(z.number().min(0)),
  until: optional(Text),
  timezone: optional(Text),
});

const ProviderOptions = z.looseObject({ override: optional(JsonRecord) });

const Metadata = z.looseObject({
  trace_id: optional(Text.max(256, 'must be at most 256 characters')),
  tags: optional(z.array(Text.max(30, 'must be at most 30 characters')).max(9, 'must be at most 9 tags')),
});

/** The `message` of a send, for one recipient; as written it may name several ({@link perRecipient}). §11.1 */
export const MessageRequest = z
  .object({
    to: optional(MessageTo),
    template: optional(Text.min(1)),
    content: optional(Content),
    data: optional(JsonRecord),
    brand_id: optional(Text),
    channels: optional(z.record(Text, ChannelOptions)),
    providers: optional(z.record(Text, ProviderOptions)),
    routing: optional(Routing),
    metadata: optional(Metadata),
    delay: optional(Delay),
    context: optional(z.looseObject({ tenant_id: optional(Text) })),
    preferences: optional(z.looseObject({ subscription_topic_id: optional(Text) })),
  })
  .refine(({ template, content }) => (template == null) !== (content == null), {
    error: 'needs exactly one of template and content',
    // Also when another field is wrong, and that field may be a reference that is still to be resolved.
    when: ({ value }) => isJsonObject(value),
  })
  .meta({ id: 'MessageRequest' });
export type MessageRequest = z.infer<typeof MessageRequest>;
