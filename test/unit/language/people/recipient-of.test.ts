import { describe, expect, test } from 'vitest';

import type { JsonObject } from '../../../../language/json/json.ts';
import { recipientOf } from '../../../../language/people/recipient-of.ts';

type Invocation = Parameters<typeof recipientOf>[0];

describe('recipientOf', () => {
  const places: [Invocation, string][] = [
    [{ user_id: 'body' }, 'body'],
    [{ profile: { user_id: 'p1' } }, 'p1'],
    [{ profile: { userId: 'p2' } }, 'p2'],
    [{ profile: { anonymousId: 'p3' } }, 'p3'],
    [{ data: { user_id: 'd1' } }, 'd1'],
    [{ data: { userId: 'd2' } }, 'd2'],
    [{ data: { anonymousId: 'd3' } }, 'd3'],
  ];

  /** One that names everybody whom these do. */
  const together = (named: typeof places): Invocation => ({
    userId: 'alias',
    ...Object.assign({}, ...named.map(([one]) => one)),
    profile: Object.assign({}, ...named.map(([one]) => one.profile)),
    data: Object.assign({}, ...named.map(([one]) => one.data)),
  });

  test.each(places.map(([, id], index) => [id, places.slice(index)] as const))(
    'J-21 recipient: the first hit wins: %s',
    (id, left) => {
      expect(recipientOf(together([...left]))).toEqual({ kind: 'user', id });
    },
  );

  test.each<[Invocation, string]>([
    [{ user_id: ' ', profile: { user_id: '', userId: 7 } }, '7'],
    [{ profile: { user_id: true, anonymousId: null }, data: { user_id: 0 } }, '0'],
    [{ user_id: ' ada ' }, 'ada'],
  ])('J-21 recipient: blank text is none, a number is an id: %j', (body, id) => {
    expect(recipientOf(body)).toEqual({ kind: 'user', id });
  });

  test('J-22 recipient: userId beside profile is an id too, the last of all', () => {
    expect(recipientOf({ userId: 'alias' })).toEqual({ kind: 'user', id: 'alias' });
    expect(recipientOf({ userId: 'alias', data: { anonymousId: 'anonymous' } })).toEqual({
      kind: 'user',
      id: 'anonymous',
    });
    expect(recipientOf({ userId: 'alias', profile: { email: 'a@b.c' } })).toEqual({ kind: 'user', id: 'alias' });
  });

  test.each<JsonObject>([
    { email: 'a@b.c' },
    { phone_number: '+4712345678' },
    { slack: { channel: 'C1' } },
    { firebaseToken: 'x' },
  ])('J-23 recipient: %j is contact info', (profile) => {
    expect(recipientOf({ profile })).toEqual({ kind: 'contact' });
  });

  test.each<[Invocation]>([
    [{}],
    [{ profile: { first_name: 'Ada' } }],
    [{ profile: { email: '' } }],
    [{ data: { email: 'a@b.c' } }],
    [{ user_id: '', userId: '', profile: {}, data: {} }],
  ])('J-21 J-23 recipient: %j names nobody', (body) => {
    expect(recipientOf(body)).toEqual({
      kind: 'missing',
      message:
        'User identifier or profile required. Provide user_id, user_id/userId/anonymousId in profile/data, or profile with contact info.',
    });
  });
});
