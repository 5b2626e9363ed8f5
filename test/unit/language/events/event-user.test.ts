import { expect, it } from 'vitest';

import { eventUser } from '../../../../language/events/event-user.ts';
import type { EventType } from '../../../../language/events/inbound-event.ts';
import type { JsonObject } from '../../../../language/json/json.ts';

it.each<[string, EventType, JsonObject, string | undefined]>([
  ['E-06', 'track', { userId: 'ada', anonymousId: 'a1' }, 'ada'],
  ['E-06', 'track', { userId: ' ', anonymousId: 'a1' }, undefined],
  ['E-06', 'page', { userId: null, anonymousId: 'a1' }, undefined],
  ['E-07', 'identify', { anonymousId: 'a1' }, undefined],
  ['E-08', 'group', { userId: 'ada', anonymousId: 'a1' }, 'ada'],
  ['E-08', 'group', { userId: null, anonymousId: 'a1' }, 'a1'],
  ['E-12', 'webhook', { userId: 42 }, '42'],
  ['E-06', 'track', { userId: ' ada\t' }, 'ada'],
  ['E-12', 'webhook', { userId: ` ${'x'.repeat(512)} ` }, 'x'.repeat(512)],
  ['E-12', 'webhook', { userId: 'x'.repeat(513) }, undefined],
  ['E-12', 'webhook', { userId: { id: 'ada' } }, undefined],
  ['E-12', 'webhook', { user_id: 'ada' }, undefined],
])('%s whom a %s of %o is about', (_, type, body, user) => {
  expect(eventUser(type, body)).toBe(user);
});
