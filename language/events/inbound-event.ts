import type { JsonObject } from '../json/json.ts';

/** What an event can be; one that came by a webhook is `webhook`. E-01, E-12 */
export const EVENT_TYPES = ['track', 'page', 'identify', 'group', 'webhook'] as const;

export type EventType = (typeof EVENT_TYPES)[number];

/** Of an event that another system forwards. E-01 */
export type ForwardedType = Exclude<EventType, 'webhook'>;

/** By whom an event can come. E-11, E-12 */
export const EVENT_PROVIDERS = ['segment', 'courier', 'rudderstack', 'webhook'] as const;

export type EventProvider = (typeof EVENT_PROVIDERS)[number];

/** Waits to be matched, was matched, or is tried no more. E-14 */
export const EVENT_STATUSES = ['WAITING', 'MATCHED', 'PARKED'] as const;

export type EventStatus = (typeof EVENT_STATUSES)[number];

/** An event, as far as it says what it starts. */
export interface InboundEvent {
  type: EventType;
  /** The name of the webhook that it came by. */
  webhook?: string;
  /** Of what was tracked, of a page, or of what came by a webhook. */
  name?: string;
  /** Whom it is about. */
  userId?: string;
  /** As it came. */
  body: JsonObject;
}
