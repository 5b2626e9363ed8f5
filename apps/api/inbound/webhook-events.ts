import type { InboundEvent } from '../../../language/events/inbound-event.ts';
import { webhookEvent } from '../../../language/events/webhook-event.ts';
import { isJsonObject } from '../../../language/json/json.ts';
import { ApiError } from '../http/api-error.ts';

/** What one request may bring. */
const MOST_EVENTS = 1_000;

/**
 * The events of a webhook's request: an object is one, a list one for each of its items. What is no object is kept as text.
 * E-12
 * @throws ApiError when they are too many
 */
export function webhookEvents(payload: unknown): Omit<InboundEvent, 'webhook'>[] {
  const items = Array.isArray(payload) ? payload : [payload];
  if (items.length > MOST_EVENTS)
    throw new ApiError('body_too_large', `The request body holds more than ${MOST_EVENTS.toLocaleString('en')} events`);
  return items.map((item) => webhookEvent(isJsonObject(item) ? item : { raw: JSON.stringify(item ?? null) }));
}
