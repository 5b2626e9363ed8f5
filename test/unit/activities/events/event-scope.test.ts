import { expect, it } from 'vitest';

import { eventScope } from '../../../../activities/events/event-scope.ts';
import type { ReceivedEvent } from '../../../../activities/ports/events.ts';
import type { JsonObject } from '../../../../language/json/json.ts';

const event = {
  type: 'track',
  userId: 'ada',
  body: { event: 'E', properties: { total: 5 } },
} as unknown as ReceivedEvent & {
  userId: string;
};

const acme = { id: 'acme', name: 'Acme', properties: { seats: 5 }, userProfile: { city: 'Bonn' } };
const inAcme = { userId: 'ada', tenantId: 'acme', profile: { role: 'owner' }, isInferred: true };

const scopeOf = (profile: JsonObject, userProfile: JsonObject = acme.userProfile) =>
  eventScope(event, {
    profile,
    tenants: [{ id: 'acme', chain: [{ ...acme, userProfile }] }],
    memberships: [inAcme],
  });

it('E-03 U-05 a run begins with the event, and with its user in their only tenant', () => {
  expect(scopeOf({ plan: 'gold' })).toMatchObject({
    data: { total: 5, event: 'E', properties: { total: 5 } },
    profile: { city: 'Bonn', plan: 'gold', role: 'owner' },
    ...{ recipient: 'ada', tenantId: 'acme', tenant: { seats: 5, id: 'acme' } },
  });
});

it('E-08 a profile that is too large for a run, with what the tenant adds to it, is told by its name', () => {
  const half = 'x'.repeat(3_000_000);
  expect(() => scopeOf({ half })).not.toThrow();
  expect(() => scopeOf({ half }, { other: half })).toThrow('profile: is too large for a run');
});
