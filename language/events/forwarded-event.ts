import { z } from 'zod';

import type { JsonObject } from '../json/json.ts';
import { JsonRecord } from '../json/json-record.ts';
import { LONGEST_TENANT_NAME } from '../people/tenant.ts';
import { LONGEST_USER_ID } from '../people/user-id.ts';
import { EventName, eventName, LONGEST_EVENT_NAME } from './event-name.ts';
import { eventUser } from './event-user.ts';
import type { ForwardedType, InboundEvent } from './inbound-event.ts';

/** Nothing is transformed here, and nothing taken away: the event is kept as it came. Blanks around names and ids do not count. */
const isShort = (most: number) => (text: string) => text.trim().length <= most;
const isThere = (text: string) => text.trim() !== '';

const MessageId = z.string().max(LONGEST_EVENT_NAME).refine(isThere, 'must not be blank');

const Name = z.string().superRefine((text, { addIssue }) => {
  for (const { message } of EventName.safeParse(text).error?.issues ?? []) addIssue({ code: 'custom', message });
});

/** One that is blank is none. */
const PageName = z.string().refine(isShort(LONGEST_EVENT_NAME), `must have at most ${LONGEST_EVENT_NAME} characters`);

/** Some senders have numbers for ids, and one that is not exact would be somebody else's; a blank one is none. */
const isId = { error: `must be a string of at most ${LONGEST_USER_ID} characters, or an integer below 2^53` };
const Id = z.union([z.string().refine(isShort(LONGEST_USER_ID), isId), z.int()], isId);

const isTenantId = { error: `must be a string of 1 to ${LONGEST_TENANT_NAME} characters, or an integer below 2^53` };
const TenantText = z.string().refine(isShort(LONGEST_TENANT_NAME), isTenantId).refine(isThere, 'must not be blank');
const TenantId = z.union([TenantText, z.int()], isTenantId);

const common = { messageId: MessageId, userId: Id.nullish(), anonymousId: Id.nullish() };

/** Body of POST `/inbound/courier`. E-02 */
export const CourierEvent = z
  .looseObject({
    type: z.literal('track'),
    event: Name,
    properties: JsonRecord,
    messageId: MessageId,
    userId: Id.nullish(),
  })
  .meta({ id: 'InboundTrackEvent' });

/** Body of POST `/inbound/segment` and `/inbound/rudderstack`: an event as they forward it. E-01 */
export const ForwardedEvent = z
  .discriminatedUnion(
    'type',
    [
      z.looseObject({ type: z.literal('track'), event: Name, properties: JsonRecord.nullish(), ...common }),
      z.looseObject({
        type: z.literal('page'),
        name: PageName.nullish(),
        properties: JsonRecord.nullish(),
        ...common,
      }),
      z.looseObject({ type: z.literal('identify'), traits: JsonRecord.nullish(), ...common }),
      z.looseObject({ type: z.literal('group'), groupId: TenantId, traits: JsonRecord.nullish(), ...common }),
    ],
    { error: ({ code }) => (code === 'invalid_union' ? 'must be track, page, identify or group' : undefined) },
  )
  .meta({ id: 'InboundEvent' });

/** As far as it is read. */
interface ReadEvent {
  type: ForwardedType;
  [field: string]: unknown;
}

/** What is read of an event before it is matched; all of it is kept. E-04 */
export function forwardedEvent(event: ReadEvent): InboundEvent {
  const { type } = event;
  const body = event as JsonObject;
  return { type, name: nameOf(event), userId: eventUser(type, body), body };
}

function nameOf({ type, event, name }: ReadEvent): string | undefined {
  if (type === 'track') return eventName(event);
  return type === 'page' ? eventName(name) : undefined;
}
