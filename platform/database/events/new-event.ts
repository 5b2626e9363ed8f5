import type { EventType } from '../../../language/events/event-user.ts';
import type { JsonObject } from '../../../language/json/json.ts';

/** An event as it is taken in. */
export interface NewEvent {
  /** Nobody else's; what its sender is answered. */
  id: string;
  environmentId: string;
  provider: 'segment' | 'courier' | 'rudderstack' | 'webhook';
  /** The name of the webhook it came by. */
  webhook?: string;
  type: EventType;
  /** Absent where events of its type have none. */
  name?: string;
  /** Whom it is about. */
  userId?: string;
  /** What its sender calls it: another event of this id within a day is the same one. E-02 */
  messageId?: string;
  /** Providers are not called for the runs it starts (W-23). */
  mock: boolean;
  /** As it came. */
  body: JsonObject;
}
