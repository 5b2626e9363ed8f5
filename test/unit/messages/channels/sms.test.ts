import { expect, test } from 'vitest';

import { sms } from '../../../../messages/channels/sms.ts';

const addressOf = (number: unknown) => sms.addressOf({ profile: { phone_number: number as string } });

test.each(['+15550100', '555 0100', '(555) 01-00', '5551'])('S-03 sms channel: %s is a number', (number) => {
  expect(addressOf(number)).toBe(number);
});

test.each([undefined, 15550100, '', '12', 'call me', '+1555\n0100', '+1555,+1666', '1'.repeat(40)])(
  'S-03 sms channel: %j counts as no number',
  (number) => {
    expect(addressOf(number)).toBeUndefined();
  },
);
