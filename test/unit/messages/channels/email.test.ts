import { expect, test } from 'vitest';

import { email } from '../../../../messages/channels/email.ts';

const addressOf = (address: unknown) => email.addressOf({ profile: { email: address as string } });

test.each(['a@b.example', 'a.b+c@d-e.example', "o'neil@a.example", 'root@localhost', 'jürgen@bücher.example'])(
  'S-03 email channel: %s is an address',
  (address) => {
    expect(addressOf(address)).toBe(address);
  },
);

test.each([
  undefined,
  null,
  7,
  ['a@b.example'],
  { address: 'a@b.example' },
  '',
  'a',
  'a@',
  '@b.example',
  'a@b@c.example',
  'a@b.example,c@d.example',
  'a@b.example;c@d.example',
  'a,b@c.example',
  'a;b@c.example',
  'a@b.example,',
  'a@b.example c@d.example',
  'Ann <a@b.example>',
  'group:a@b.example;',
  'a@b.example\r\nBcc: c@d.example',
  'a@b.example\n',
  ' a@b.example',
  'a@b.example\u0000',
  'a@b.example\u2028',
  'a\u0085@b.example',
  `${'a'.repeat(65)}@b.example`,
  `a@${'b'.repeat(254)}`,
])('S-03 email channel: %j counts as no address', (address) => {
  expect(addressOf(address)).toBeUndefined();
});
