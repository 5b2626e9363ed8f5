import type { EarlierDelivery, NewMessage, Rendition } from '../ports/ledger.ts';
import type { ProviderConfig } from '../ports/provider-config.ts';
import type { StepContext } from '../ports/statuses.ts';

/** A message ready for its providers; the same for every attempt. */
export interface Shipment {
  message: NewMessage;
  /** One a channel, in the order they set out. */
  legs: Leg[];
  /** What inspection of the step shows besides. */
  context?: StepContext;
}

/** A message's way on one channel. */
export interface Leg {
  rendition: Rendition;
  /** In the order they are tried. */
  providers: ProviderConfig[];
  /** What the ledger knows of it, where it set out before. */
  earlier?: EarlierDelivery;
}
