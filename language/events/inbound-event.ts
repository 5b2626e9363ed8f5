import type { JsonObject } from '../json/json.ts';

/** What an event can be; one that came by a webhook is `webhook`. E-01, E-12 */
export type EventType = 'track' | 'page' | 'identify' | 'group' | 'webhook';

/** Of the name of an event and of its message id, in characters: no trigger asks for a longer one. */
export const LONGEST_EVENT_NAME = 512;

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
