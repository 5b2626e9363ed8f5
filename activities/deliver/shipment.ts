import type { NewMessage, Rendition } from '../ports/ledger.ts';
import type { ProviderConfig } from '../ports/runs.ts';
import type { StepContext } from '../ports/statuses.ts';

/** A message ready for its first provider call; the same for every attempt. */
export interface Shipment {
  message: NewMessage;
  rendition: Rendition;
  /** What inspection of the step shows besides. */
  context?: StepContext;
  /** In the order they are tried. */
  providers: ProviderConfig[];
}
