import { describe, expect, it } from 'vitest';

import { providerCalls } from '../../../../activities/deliver/call-provider.ts';
import type { Parcel } from '../../../../activities/deliver/providers/provider.ts';
import type { ProviderConfig } from '../../../../activities/ports/provider-config.ts';
import { FakeProvider } from '../../../support/fake-provider.ts';

const isWanted = async () => true;
const parcel: Parcel = { key: 'k', address: 'a@example.com', rendered: {} };
const { signal } = new AbortController();
const gone = () => {
  throw new Error('the key is gone');
};

const onBreak = () => expect.fail('the provider broke');

describe('call provider', () => {
  it('R-28 a provider is called with its settings, the sealed ones opened', async () => {
    const seen: ProviderConfig[] = [];
    const fake = new FakeProvider('fake');
    const deliver: FakeProvider['deliver'] = async (config, ...rest) => {
      seen.push(config);
      return fake.deliver(config, ...rest);
    };
    const call = providerCalls(
      { fake: { ...fake, deliver } },
      {
        unseal: (sealed) => ({ password: `opened ${sealed}` }),
        onBreak,
      },
    );
    const answer = await call(
      { ...fake.configured({ settings: { host: 'h' } }), sealed: 's' },
      parcel,
      signal,
      isWanted,
    );
    expect(answer.kind).toBe('sent');
    expect(seen[0]?.settings).toEqual({ host: 'h', password: 'opened s' });
  });

  it('R-28 F-13 secrets that cannot be read are an operator’s to mend: the message waits', async () => {
    const fake = new FakeProvider('fake');
    const call = providerCalls({ fake }, { unseal: gone, onBreak });
    expect(await call({ ...fake.configured(), sealed: 's' }, parcel, signal, isWanted)).toMatchObject({
      kind: 'transient',
    });
    expect(fake.parcels).toEqual([]);
    expect(await call(fake.configured(), parcel, signal, isWanted)).toMatchObject({ kind: 'sent' });
  });

  it('R-28 F-13 so is a provider that this release does not have', async () => {
    const call = providerCalls({}, { unseal: gone, onBreak });
    expect(await call(new FakeProvider('later').configured(), parcel, signal, isWanted)).toMatchObject({
      kind: 'transient',
    });
  });

  it('N-55 a provider with a bug is told of without data, and is not called again', async () => {
    const bug = new TypeError('cannot read ada@example.com');
    const broke: unknown[] = [];
    const throws = () => {
      throw bug;
    };
    const fake = new FakeProvider('fake', [throws]);
    const call = providerCalls({ fake }, { unseal: gone, onBreak: (error, { key }) => broke.push([key, error]) });
    const answer = { kind: 'unknown', answer: 'the provider broke (TypeError)', isFinal: true };
    expect(await call(fake.configured(), parcel, signal, isWanted)).toEqual(answer);
    expect(broke).toEqual([['k', bug]]);
  });
});
