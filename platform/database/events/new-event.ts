import type { EventProvider, InboundEvent } from '../../../language/events/inbound-event.ts';

/** An event as it is taken in. */
export interface NewEvent extends InboundEvent {
  /** Nobody else's; what its sender is answered. */
  id: string;
  environmentId: string;
  provider: EventProvider;
  /** What its sender calls it: another event of this id within a day is the same one. E-02 */
  messageId?: string;
  /** Providers are not called for the runs it starts (W-23). */
  mock: boolean;
}
