import { z } from 'zod';

import { LONGEST_EVENT_NAME } from '../../../language/events/inbound-event.ts';
import { JsonRecord } from '../../../language/json/json-record.ts';
import { LONGEST_TENANT_NAME } from '../../../language/people/tenant.ts';
import { LONGEST_USER_ID } from '../../../language/people/user-id.ts';

const isThere = (text: string) => text.trim() !== '';

const Name = z.string().max(LONGEST_EVENT_NAME).refine(isThere, 'must not be blank');

/** Some senders have numbers for ids, and one that is not exact would be somebody else's; a blank one is none. */
const Id = z.union([z.string().max(LONGEST_USER_ID), z.int()], {
  error: `must be a string of at most ${LONGEST_USER_ID} characters, or an integer below 2^53`,
});

const TenantId = z.union([z.string().max(LONGEST_TENANT_NAME).refine(isThere, 'must not be blank'), z.int()], {
  error: `must be a string of 1 to ${LONGEST_TENANT_NAME} characters, or an integer below 2^53`,
});

/** Nothing is transformed here, and nothing taken away: the event is kept as it came. */
const common = { messageId: Name, userId: Id.nullish(), anonymousId: Id.nullish() };

/** Body of POST `/inbound/courier`. E-02 */
export const CourierEvent = z
  .looseObject({ type: z.literal('track'), event: Name, properties: JsonRecord, messageId: Name, userId: Id.nullish() })
  .meta({ id: 'InboundTrackEvent' });

/** Body of POST `/inbound/segment` and `/inbound/rudderstack`: an event as they forward it. E-01 */
export const ForwardedEvent = z
  .discriminatedUnion(
    'type',
    [
      z.looseObject({ type: z.literal('track'), event: Name, properties: JsonRecord.nullish(), ...common }),
      z.looseObject({
        type: z.literal('page'),
        name: z.string().max(LONGEST_EVENT_NAME).nullish(),
        properties: JsonRecord.nullish(),
        ...common,
      }),
      z.looseObject({ type: z.literal('identify'), traits: JsonRecord.nullish(), ...common }),
      z.looseObject({ type: z.literal('group'), groupId: TenantId, traits: JsonRecord.nullish(), ...common }),
    ],
    { error: ({ code }) => (code === 'invalid_union' ? 'must be track, page, identify or group' : undefined) },
  )
  .meta({ id: 'InboundEvent' });

export const TakenAnswer = z.object({ messageId: z.string() }).meta({ id: 'InboundEventTaken' });

export const AllTakenAnswer = z.object({ messageIds: z.array(z.string()) }).meta({ id: 'InboundEventsTaken' });
