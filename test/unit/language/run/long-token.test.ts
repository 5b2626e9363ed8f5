import { expect, test } from 'vitest';

import { longToken } from '../../../../language/run/long-token.ts';

test('K-01 J-63 long token: 500 characters are a token, one more is refused by the name of the field', () => {
  expect(longToken()).toEqual([]);
  expect(longToken('é'.repeat(500))).toEqual([]);
  const message = 'is longer than 500 characters once its references are resolved';
  expect(longToken('x'.repeat(501))).toEqual([{ path: 'cancelation_token', message }]);
  expect(longToken('x'.repeat(501), 'cancellation_token')).toEqual([{ path: 'cancellation_token', message }]);
});
