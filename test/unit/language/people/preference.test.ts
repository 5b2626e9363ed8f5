import { expect, it } from 'vitest';

import { PreferenceWrite, preferenceOf } from '../../../../language/people/preference.ts';

it.each<[unknown, readonly string[] | undefined]>([
  [{ has_custom_routing: true, custom_routing: ['sms', 'email'] }, ['sms', 'email']],
  [{ custom_routing: ['sms'] }, ['sms']],
  [{ has_custom_routing: null, custom_routing: ['sms'] }, ['sms']],
  [{ has_custom_routing: false, custom_routing: ['sms'] }, undefined],
  [{ custom_routing: ['sms', 'email', 'sms'] }, ['sms', 'email']],
  [{ custom_routing: [] }, undefined],
  [{ custom_routing: null }, undefined],
  [{}, undefined],
])('U-06 preference: the channels of %j are %j', (written, expected) => {
  const parsed = PreferenceWrite.parse({ status: 'OPTED_IN', ...(written as object) });
  expect(preferenceOf('news', parsed)).toEqual({ topicId: 'news', status: 'OPTED_IN', routing: expected });
});

it.each([[], null, undefined])('U-06 preference: has_custom_routing asks for channels: %j', (channels) => {
  const written = { status: 'OPTED_IN', has_custom_routing: true, custom_routing: channels };
  expect(PreferenceWrite.safeParse(written).error?.issues).toMatchObject([{ path: ['custom_routing'] }]);
});
