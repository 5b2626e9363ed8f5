import { expect, test } from 'vitest';

import { inbox } from '../../../../messages/channels/inbox.ts';

test('S-03 inbox: is found by the user id, and by nothing else', () => {
  expect(inbox.addressOf({ userId: 'ada', profile: {} })).toBe('ada');
  expect(inbox.addressOf({ profile: { user_id: 'ada', email: 'ada@example.com' } })).toBeUndefined();
  expect(inbox.addressOf({ userId: '', profile: {} })).toBeUndefined();
});
