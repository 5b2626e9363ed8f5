import { eventName } from '../../../language/events/event-name.ts';
import { eventUser } from '../../../language/events/event-user.ts';
import { isJsonObject, type JsonObject } from '../../../language/json/json.ts';
import type { NewEvent } from '../../../platform/database/events/new-event.ts';
import { ApiError } from '../http/api-error.ts';

/** What one request may bring. */
const MOST_EVENTS = 1_000;
/** The name of an event that has none. */
const NAMELESS = 'custom';

/**
 * The events of a webhook's request: an object is one, a list one for each of its items. What is no object is kept as text.
 * E-12
 * @throws ApiError when they are too many
 */
export function webhookEvents(payload: unknown): Pick<NewEvent, 'type' | 'name' | 'userId' | 'body'>[] {
  const items = Array.isArray(payload) ? payload : [payload];
  if (items.length > MOST_EVENTS)
    throw new ApiError('body_too_large', `The request body holds more than ${MOST_EVENTS.toLocaleString('en')} events`);
  return items.map((item) => eventOf(isJsonObject(item) ? item : { raw: JSON.stringify(item ?? null) }));
}

function eventOf(body: JsonObject) {
  const type = 'webhook';
  return { type, name: eventName(body.event) ?? NAMELESS, userId: eventUser(type, body), body } as const;
}
