import { expect, test } from 'vitest';

import { refuseLongToken } from '../../../../language/run/refuse-long-token.ts';

test('K-01 J-63 long token: 500 characters are a token, one more is refused by the name of the field', () => {
  expect(() => refuseLongToken()).not.toThrow();
  expect(() => refuseLongToken('é'.repeat(500))).not.toThrow();
  const message = 'cancelation_token: is longer than 500 characters once its references are resolved';
  expect(() => refuseLongToken('x'.repeat(501))).toThrow(message);
});
