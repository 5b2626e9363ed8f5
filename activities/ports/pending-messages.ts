import type { Draft, EarlierMessage } from './ledger.ts';
import type { ProviderConfig } from './provider-config.ts';

/** A message that goes on after its step. */
export interface PendingMessage extends EarlierMessage {
  /** The step that made it. */
  origin: { runId: string; order: number };
  /** Present while it was not composed yet. */
  draft?: Draft;
  mock: boolean;
  /** As configured now: oldest first, the outbox last. */
  providers: ProviderConfig[];
}

/** Messages that wait for their time. */
export abstract class PendingMessages {
  /** Undefined when it was canceled, or its run was, and when there is none. */
  abstract find(messageId: string): Promise<PendingMessage | undefined>;
}
