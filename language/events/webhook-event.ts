import type { JsonObject } from '../json/json.ts';
import { eventName } from './event-name.ts';
import { eventUser } from './event-user.ts';
import type { InboundEvent } from './inbound-event.ts';

/** The name of an event that has none. */
const NAMELESS = 'custom';

/** What is read of an event that came by a webhook. E-12 */
export function webhookEvent(body: JsonObject): Omit<InboundEvent, 'webhook'> {
  return { type: 'webhook', name: eventName(body.event) ?? NAMELESS, userId: eventUser('webhook', body), body };
}
