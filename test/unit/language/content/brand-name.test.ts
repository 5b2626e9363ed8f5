import { describe, expect, it } from 'vitest';

import { brandsAhead, brandsOfSend } from '../../../../language/content/brand-name.ts';
import type { JsonObject } from '../../../../language/json/json.ts';

const channels = { email: { brand_id: 'channel' }, sms: { brand_id: 'other' } };

describe('the brands that a send names', () => {
  it.each<[JsonObject, string | undefined, string[]]>([
    [{ brand: 'step', message: { brand_id: 'message', channels } }, 'run', ['message', 'channel']],
    [{ brand: 'step', message: { channels } }, 'run', ['step', 'channel']],
    [{ message: { brand_id: '', channels } }, 'run', ['run', 'channel']],
    [{ message: { channels } }, undefined, ['channel']],
    [{ message: { channels: { sms: channels.sms } } }, undefined, []],
    [{}, 'run', ['run']],
    [{}, undefined, []],
  ])('§11.3 A-21 brand: %j in a run of the brand %s', (fields, brand, named) => {
    expect(brandsOfSend(fields, { brand }, 'email')).toEqual(named);
  });

  it('§11.3 brand: those that are spelled out are known ahead', () => {
    expect(brandsAhead({ brand: 'step', message: { brand_id: 'message', channels } })).toEqual([
      'message',
      'step',
      'channel',
      'other',
    ]);
    const dynamic = { brand: { $ref: 'data.b' }, message: { brand_id: `\${data.b}`, channels: 'refs.data.c' } };
    expect(brandsAhead(dynamic)).toEqual([]);
  });
});
