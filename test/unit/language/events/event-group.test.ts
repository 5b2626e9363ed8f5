import { expect, it } from 'vitest';

import { eventGroup } from '../../../../language/events/event-group.ts';

it('E-08 a group is a tenant, called by its trait or by its id', () => {
  expect(eventGroup({ groupId: 'acme', traits: { name: 'Acme', seats: 5 } })).toEqual({
    ...{ tenantId: 'acme', name: 'Acme', traits: { name: 'Acme', seats: 5 } },
  });
  expect(eventGroup({ groupId: 7 })).toEqual({ tenantId: '7', name: '7', traits: {} });
  expect(eventGroup({ groupId: 'acme', traits: { name: { de: 'Acme' } } })).toMatchObject({ name: 'acme' });
});

it('E-08 a name that is too long is cut, between characters', () => {
  const name = `${'x'.repeat(255)}😀`;
  expect(eventGroup({ groupId: 'acme', traits: { name } })?.name).toBe('x'.repeat(255));
});

it('E-08 without an id, or with one that no tenant can have, it is none', () => {
  for (const groupId of [null, '', ' ', {}, 'x'.repeat(257)])
    expect(eventGroup({ groupId, traits: {} })).toBeUndefined();
});
