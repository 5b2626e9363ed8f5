import { expect, it } from 'vitest';

import { CustomRouting, preferredChannels } from '../../../../language/people/preference.ts';

it.each<[unknown, readonly string[] | undefined]>([
  [{ has_custom_routing: true, custom_routing: ['sms', 'email'] }, ['sms', 'email']],
  [{ custom_routing: ['sms'] }, ['sms']],
  [{ has_custom_routing: null, custom_routing: ['sms'] }, ['sms']],
  [{ has_custom_routing: false, custom_routing: ['sms'] }, undefined],
  [{ has_custom_routing: true, custom_routing: [] }, undefined],
  [{ has_custom_routing: true, custom_routing: null }, undefined],
  [{}, undefined],
])('U-06 preference: the channels of %j are %j', (written, expected) => {
  expect(preferredChannels(CustomRouting.parse(written))).toEqual(expected);
});
