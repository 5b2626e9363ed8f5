import type { z } from 'zod';

import { eventName } from '../../../language/events/event-name.ts';
import { eventUser } from '../../../language/events/event-user.ts';
import type { JsonObject } from '../../../language/json/json.ts';
import type { NewEvent } from '../../../platform/database/events/new-event.ts';
import type { CourierEvent, ForwardedEvent } from './inbound.schemas.ts';

type Event = z.infer<typeof CourierEvent> | z.infer<typeof ForwardedEvent>;

/** What is read of an event before it is matched; all of it is kept. E-04 */
export function forwardedEvent(event: Event): Pick<NewEvent, 'type' | 'name' | 'userId' | 'messageId' | 'body'> {
  const { type, messageId } = event;
  const body = event as JsonObject;
  return { type, name: nameOf(event), userId: eventUser(type, body), messageId, body };
}

function nameOf(event: Event): string | undefined {
  if (event.type === 'track') return eventName(event.event);
  return event.type === 'page' ? eventName(event.name) : undefined;
}
