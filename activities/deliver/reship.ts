import type { EarlierDelivery } from '../ports/ledger.ts';
import type { ReadyStep } from '../step/step-transaction.ts';
import type { Shipment } from './shipment.ts';

/** What an earlier attempt wrote is sent again as it was: another rendering would be another message under the same key. */
export function reship({ snapshot }: ReadyStep, earlier: EarlierDelivery): Shipment {
  const { messageId, recipient, channel, address, rendered, providerId, status } = earlier;
  const ofChannel = snapshot.providers.filter((provider) => provider.channel === channel);
  const last = ofChannel.filter(({ id }) => id === providerId);
  const isOutcomeUnknown = status === 'claimed' || status === 'unknown';
  return {
    message: { id: messageId, recipient, status: 'ROUTED', tags: [], history: [] },
    rendition: { channel, address, rendered },
    providers: isOutcomeUnknown && last.length > 0 ? last : ofChannel,
  };
}
