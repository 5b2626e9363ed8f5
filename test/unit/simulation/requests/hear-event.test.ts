import { describe, expect, it } from 'vitest';

import type { InboundEvent } from '../../../../language/events/inbound-event.ts';
import { MemoryRows } from '../../../../platform/memory/memory-rows.ts';
import { hearEvent } from '../../../../simulation/requests/hear-event.ts';

function heard(event: InboundEvent, rows = new MemoryRows()): MemoryRows {
  hearEvent(rows, event);
  hearEvent(rows, event);
  return rows;
}

const grouped = (traits: object): InboundEvent => {
  const body = { type: 'group', groupId: 'acme', userId: 'ada', traits: { ...traits } };
  return { type: 'group', userId: 'ada', body };
};

describe('hear event', () => {
  it('DR-29 E-07 hear event: an identify lays its traits over the profile, or makes one', () => {
    const body = { traits: { plan: 'gold' } };
    const rows = new MemoryRows();
    rows.profiles.set('ada', { plan: 'free', email: 'ada@example.com' });
    heard({ type: 'identify', userId: 'ada', body }, rows);
    heard({ type: 'identify', userId: 'bob', body }, rows);
    expect([...rows.profiles]).toEqual([
      ['ada', { plan: 'gold', email: 'ada@example.com' }],
      ['bob', { plan: 'gold' }],
    ]);
  });

  it('DR-29 E-08 hear event: a group makes its tenant, and its user one of it, once', () => {
    const { tenants } = heard(grouped({ name: 'Acme', size: 2 }));
    const acme = { id: 'acme', name: 'Acme', properties: { name: 'Acme', size: 2 }, userProfile: {} };
    expect([...tenants.tenants.values()]).toEqual([acme]);
    expect(tenants.memberships).toEqual([{ userId: 'ada', tenantId: 'acme', profile: {} }]);
  });

  it('DR-29 E-08 hear event: of a tenant that is there, the traits lie over its properties, and nothing else changes', () => {
    const rows = new MemoryRows();
    const there = { id: 'acme', name: 'The first', parentId: 'holding', properties: { size: 1, city: 'Bonn' } };
    rows.tenants.tenants.set('acme', { ...there, userProfile: { plan: 'gold' } });
    rows.tenants.memberships.push({ userId: 'ada', tenantId: 'acme', profile: { desk: '4' } });
    const { tenants } = heard(grouped({ size: 2 }), rows);
    expect(tenants.tenants.get('acme')).toEqual({
      ...there,
      properties: { size: 2, city: 'Bonn' },
      userProfile: { plan: 'gold' },
    });
    expect(tenants.memberships).toEqual([{ userId: 'ada', tenantId: 'acme', profile: { desk: '4' } }]);
  });

  it.each(['track', 'page', 'webhook'] as const)('DR-29 hear event: a %s says nothing of its user', (type) => {
    const { profiles, tenants } = heard({ type, userId: 'ada', body: { traits: { plan: 'gold' }, groupId: 'acme' } });
    expect([profiles.size, tenants.tenants.size]).toEqual([0, 0]);
  });
});
