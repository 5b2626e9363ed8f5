import { describe, expect, it } from 'vitest';

import { reship } from '../../../../activities/deliver/reship.ts';
import type { EarlierDelivery } from '../../../../activities/ports/ledger.ts';
import { FakeProvider } from '../../../support/fake-provider.ts';

const one = new FakeProvider('one').configured();
const two = new FakeProvider('two').configured();
const text = new FakeProvider('text').configured({ channels: ['sms'] });

const earlier: EarlierDelivery = {
  channel: 'email',
  address: 'ada@example.com',
  rendered: { subject: 'Hello', text: 'One.' },
  providerId: 'two',
  status: 'deferred',
  attempt: 1,
};

function reshipped(changes: Partial<EarlierDelivery>, providers = [one, two, text]) {
  const deliveries = [{ ...earlier, ...changes }];
  const { message, legs } = reship({ id: '1-65f240a0-aa', recipient: 'ada', deliveries }, providers);
  return { message, rendition: legs[0]?.rendition, providers: legs[0]?.providers };
}

describe('reship', () => {
  it('F-13 reship: what was written goes out as it was', () => {
    const { message, rendition } = reshipped({});
    expect(message).toMatchObject({ id: '1-65f240a0-aa', recipient: 'ada' });
    expect(rendition).toEqual({ channel: 'email', address: 'ada@example.com', rendered: earlier.rendered });
  });

  it('F-13 reship: a deferred one may take any provider of its channel', () => {
    expect(reshipped({}).providers).toEqual([one, two]);
  });

  it.each(['claimed', 'unknown'])('N-55 reship: a %s one stays with the provider that may have it', (status) => {
    expect(reshipped({ status }).providers).toEqual([two]);
  });

  it('N-55 reship: without that provider there is none', () => {
    expect(reshipped({ status: 'unknown', providerId: 'gone' }).providers).toEqual([]);
  });

  it('F-13 reship: the outbox swallows nothing that a real provider put off', () => {
    const outbox = new FakeProvider('outbox').configured();
    expect(reshipped({}, [one, outbox]).providers).toEqual([one]);
  });

  it('§11.4 reship: every channel has its own way', () => {
    const sms = { ...earlier, channel: 'sms', attempt: 0, providerId: undefined };
    const { legs } = reship({ id: '1', recipient: 'ada', deliveries: [earlier, sms] }, [one, text]);
    expect(legs.map(({ providers }) => providers)).toEqual([[one], [text]]);
  });
});
