import { providersOf } from '../../messages/routing.ts';
import type { EarlierDelivery, EarlierMessage } from '../ports/ledger.ts';
import type { ProviderConfig } from '../ports/provider-config.ts';
import type { Leg, Shipment } from './shipment.ts';

/**
 * What an earlier attempt wrote is sent again as it was: another rendering would be another message under the same key.
 * After an unknown outcome only the provider of that attempt comes into question.
 */
export function reship({ id, recipient, deliveries }: EarlierMessage, providers: readonly ProviderConfig[]): Shipment {
  return {
    message: { id, recipient, status: 'ROUTED', tags: [], history: [] },
    legs: deliveries.map((earlier) => legOf(earlier, providers)),
  };
}

function legOf(earlier: EarlierDelivery, configured: readonly ProviderConfig[]): Leg {
  const { channel, address, rendered, wanted, providerId, status } = earlier;
  const providers = providersOf(channel, configured, wanted);
  const isOutcomeUnknown = status === 'claimed' || status === 'unknown';
  return {
    rendition: { channel, address, rendered },
    providers: isOutcomeUnknown ? providers.filter(({ id }) => id === providerId) : providers,
    earlier,
  };
}
