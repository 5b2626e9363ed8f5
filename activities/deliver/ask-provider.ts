import type { Rendition } from '../ports/ledger.ts';
import type { ProviderConfig } from '../ports/provider-config.ts';
import type { CallProvider } from './call-provider.ts';
import { deliveryKey } from './delivery-key.ts';
import type { Answer, IsWanted } from './providers/provider.ts';

/** What one attempt is about. */
interface Asked extends Rendition {
  messageId: string;
  isBroadcast?: boolean;
}

/** How attempts are made. */
interface AskOptions {
  callProvider: CallProvider;
  /** The request came with a mock key. */
  mock: boolean;
  signal: AbortSignal;
  isWanted: IsWanted;
}

/** One attempt with one provider, under the delivery's key; what a mock key sends reaches nobody. */
export async function askProvider(
  provider: ProviderConfig,
  { messageId, channel, address, rendered, isBroadcast }: Asked,
  { callProvider, mock, signal, isWanted }: AskOptions,
): Promise<Answer> {
  if (mock) return { kind: 'sent', answer: 'simulated: the API key is a mock key' };
  const key = deliveryKey({ messageId, channel });
  return callProvider(provider, { key, address, rendered, ...(isBroadcast && { isBroadcast }) }, signal, isWanted);
}
