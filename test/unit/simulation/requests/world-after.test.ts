import { describe, expect, it } from 'vitest';

import type { InboundEvent } from '../../../../language/events/inbound-event.ts';
import { MemoryRows } from '../../../../platform/memory/memory-rows.ts';
import { worldAfter } from '../../../../simulation/requests/world-after.ts';

async function leftBy(event: InboundEvent, rows = new MemoryRows()): Promise<MemoryRows> {
  const worldOf = worldAfter(event, async () => ({ rows }));
  await worldOf([]);
  return (await worldOf([])).rows;
}

const grouped = (traits: object): InboundEvent => {
  const body = { type: 'group', groupId: 'acme', userId: 'ada', traits: { ...traits } };
  return { type: 'group', userId: 'ada', body };
};

describe('world after', async () => {
  it('DR-29 E-07 world after: an identify lays its traits over the profile, or makes one', async () => {
    const body = { traits: { plan: 'gold' } };
    const rows = new MemoryRows();
    rows.profiles.set('ada', { plan: 'free', email: 'ada@example.com' });
    await leftBy({ type: 'identify', userId: 'ada', body }, rows);
    await leftBy({ type: 'identify', userId: 'bob', body }, rows);
    expect([...rows.profiles]).toEqual([
      ['ada', { plan: 'gold', email: 'ada@example.com' }],
      ['bob', { plan: 'gold' }],
    ]);
  });

  it('DR-29 E-08 world after: a group makes its tenant, and its user one of it, once', async () => {
    const { tenants } = await leftBy(grouped({ name: 'Acme', size: 2 }));
    const acme = { id: 'acme', name: 'Acme', properties: { name: 'Acme', size: 2 }, userProfile: {} };
    expect([...tenants.tenants.values()]).toEqual([acme]);
    expect(tenants.memberships).toEqual([{ userId: 'ada', tenantId: 'acme', profile: {} }]);
  });

  it('DR-29 E-08 world after: of a tenant that is there, the traits lie over its properties, and nothing else changes', async () => {
    const rows = new MemoryRows();
    const there = { id: 'acme', name: 'The first', parentId: 'holding', properties: { size: 1, city: 'Bonn' } };
    rows.tenants.tenants.set('acme', { ...there, userProfile: { plan: 'gold' } });
    rows.tenants.memberships.push({ userId: 'ada', tenantId: 'acme', profile: { desk: '4' } });
    const { tenants } = await leftBy(grouped({ size: 2 }), rows);
    expect(tenants.tenants.get('acme')).toEqual({
      ...there,
      properties: { size: 2, city: 'Bonn' },
      userProfile: { plan: 'gold' },
    });
    expect(tenants.memberships).toEqual([{ userId: 'ada', tenantId: 'acme', profile: { desk: '4' } }]);
  });

  it.each(['track', 'page', 'webhook'] as const)('DR-29 world after: a %s says nothing of its user', async (type) => {
    const { profiles, tenants } = await leftBy({
      type,
      userId: 'ada',
      body: { traits: { plan: 'gold' }, groupId: 'acme' },
    });
    expect([profiles.size, tenants.tenants.size]).toEqual([0, 0]);
  });

  it('DR-29 world after: whom and what the event names is among what is read, whatever else is', async () => {
    const read: string[][] = [];
    const worldOf = async (names: readonly string[]) => {
      read.push([...names]);
      return { rows: new MemoryRows() };
    };
    await worldAfter(grouped({}), worldOf)(['welcome']);
    await worldAfter({ type: 'track', body: { groupId: 'acme' } }, worldOf)(['welcome']);
    expect(read).toEqual([['ada', 'acme', 'welcome'], ['welcome']]);
  });
});
