import { describe, expect, it } from 'vitest';

import { outbox } from '../../../../../activities/deliver/providers/outbox.ts';

describe('outbox', () => {
  it('S-01 outbox: takes everything', async () => {
    const config = {
      id: 'o',
      provider: 'outbox',
      channels: ['email'],
      version: 1,
      guarantee: 'at-least-once',
      settings: {},
    } as const;
    const parcel = { key: 'k', address: 'ada@example.com', rendered: { text: 'B' } };
    expect(await outbox.deliver(config, parcel, new AbortController().signal, async () => true)).toMatchObject({
      kind: 'sent',
    });
  });

  it('W-13 outbox: has no settings, and drops what it is given', () => {
    expect(outbox.settings.parse({ host: 'a.example' })).toEqual({});
    expect(outbox.secrets).toEqual([]);
  });
});
