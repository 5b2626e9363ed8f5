import { providersOf } from '../../messages/routing.ts';
import type { EarlierDelivery } from '../ports/ledger.ts';
import type { ReadyStep } from '../step/step-transaction.ts';
import type { Shipment } from './shipment.ts';

/**
 * What an earlier attempt wrote is sent again as it was: another rendering would be another message under the same key.
 * After an unknown outcome only the provider of that attempt comes into question.
 */
export function reship({ snapshot }: ReadyStep, earlier: EarlierDelivery): Shipment {
  const { messageId, recipient, channel, address, rendered, providerId, status } = earlier;
  const providers = providersOf(channel, snapshot.providers);
  const isOutcomeUnknown = status === 'claimed' || status === 'unknown';
  return {
    message: { id: messageId, recipient, status: 'ROUTED', tags: [], history: [] },
    rendition: { channel, address, rendered },
    providers: isOutcomeUnknown ? providers.filter(({ id }) => id === providerId) : providers,
  };
}
