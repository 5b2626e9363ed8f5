import type { Answer } from '../deliver/providers/provider.ts';
import type { Rendition } from '../ports/ledger.ts';
import type { AttemptPlace, ListSettlement } from '../ports/list-sends.ts';
import type { ProviderConfig } from '../ports/provider-config.ts';

/** A delivery whose attempt this page has claimed. */
export interface HeldDelivery extends AttemptPlace, Rendition {
  /** The one that is asked now, and those that may be asked after it; none where there is no way left. */
  providers: ProviderConfig[];
  /** What the providers of this round said before. */
  answers: Answer[];
  /** Its last attempt's outcome is not known. */
  isInDoubt: boolean;
  /** For how long it has been tried when its turn came, in milliseconds. */
  elapsedMs: number;
}

/** How an attempt ended, and the delivery as its next provider would be asked. */
export interface Settled {
  settlement: ListSettlement;
  rest: HeldDelivery;
}
