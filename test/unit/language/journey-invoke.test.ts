import { expect, it, test } from 'vitest';

import { JourneyInvoke } from '../../../language/journey-invoke.ts';

it.each([[undefined], [null], [{}], [{ user_id: null, profile: null, data: null }]])(
  'J-20 invocation: %j names nobody',
  (body) => {
    expect(JourneyInvoke.parse(body)).toEqual({});
  },
);

test.each<[object, string]>([
  [{ user_id: 5 }, 'user_id'],
  [{ userId: {} }, 'userId'],
  [{ profile: 'ada@example.com' }, 'profile'],
  [{ profile: [] }, 'profile'],
  [{ data: 'x' }, 'data'],
])('J-20 invocation: %j has a wrong type at %s', (body, path) => {
  expect(JourneyInvoke.safeParse(body).error?.issues.map((issue) => issue.path.join('.'))).toEqual([path]);
});
