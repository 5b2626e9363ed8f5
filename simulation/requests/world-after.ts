import { eventFacts } from '../../language/events/event-data.ts';
import { type EventGroup, eventGroup, joinedTenant } from '../../language/events/event-group.ts';
import type { InboundEvent } from '../../language/events/inbound-event.ts';
import type { MemoryRows } from '../../platform/memory/memory-rows.ts';
import type { WorldOf } from '../world.ts';

/** The world as an event leaves it, its user and tenant always included: what it says of them is written to the rows. E-07, E-08 */
export function worldAfter(event: InboundEvent, worldOf: WorldOf): WorldOf {
  const { type, userId, body } = event;
  const group = type === 'group' ? eventGroup(body) : undefined;
  const own = [userId, group?.tenantId].filter((name) => name !== undefined);
  return async (names) => {
    const world = await worldOf([...own, ...names]);
    if (userId !== undefined && type === 'identify') identify(world.rows, userId, event);
    if (userId !== undefined && group) join(world.rows, userId, group);
    return world;
  };
}

function identify({ profiles }: MemoryRows, userId: string, event: InboundEvent): void {
  profiles.set(userId, { ...profiles.get(userId), ...eventFacts(event) });
}

function join({ tenants: { tenants, memberships } }: MemoryRows, userId: string, group: EventGroup): void {
  const { tenantId } = group;
  tenants.set(tenantId, joinedTenant(tenants.get(tenantId), group));
  const isMember = memberships.some((place) => place.userId === userId && place.tenantId === tenantId);
  if (!isMember) memberships.push({ userId, tenantId, profile: {} });
}
