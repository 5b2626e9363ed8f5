import { isJsonObject, type JsonObject } from '../json/json.ts';
import { memberOf } from '../json/member-of.ts';
import type { ForwardedType, InboundEvent } from './inbound-event.ts';
import { isNamed } from './is-named.ts';

/**
 * What a run that an event started has for its data: what the event tells, member by member, and over it the event itself, so
 * that `data.total`, `data.properties.total` and `data.userId` are all there. What came by a webhook is told as it is. E-03, E-12
 */
export function eventData({ type, body }: Pick<InboundEvent, 'type' | 'body'>): JsonObject {
  return { ...eventFacts({ type, body }), ...body };
}

/** Under which key of its body an event tells something; that of a webhook tells all of it. */
export function factsKey(type: ForwardedType): 'properties' | 'traits' {
  return isNamed(type) ? 'properties' : 'traits';
}

/** What an event tells: its properties, or the traits of a user or a group; all of it where it came by a webhook. */
export function eventFacts({ type, body }: Pick<InboundEvent, 'type' | 'body'>): JsonObject {
  if (type === 'webhook') return body;
  const facts = memberOf(body, factsKey(type));
  return isJsonObject(facts) ? facts : {};
}
