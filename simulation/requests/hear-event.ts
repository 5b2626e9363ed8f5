import { eventFacts } from '../../language/events/event-data.ts';
import { type EventGroup, eventGroup } from '../../language/events/event-group.ts';
import type { InboundEvent } from '../../language/events/inbound-event.ts';
import type { MemoryRows } from '../../platform/memory/memory-rows.ts';

/** Writes what an event says of its user, where that was not done before. E-07, E-08 */
export function hearEvent({ profiles, tenants }: MemoryRows, { type, userId, body }: InboundEvent): void {
  if (userId === undefined) return;
  if (type === 'identify') profiles.set(userId, { ...profiles.get(userId), ...eventFacts({ type, body }) });
  const group = type === 'group' && eventGroup(body);
  if (group) join(tenants, userId, group);
}

function join(
  { tenants, memberships }: MemoryRows['tenants'],
  userId: string,
  { tenantId, name, traits }: EventGroup,
): void {
  const known = tenants.get(tenantId) ?? { id: tenantId, name, properties: {}, userProfile: {} };
  tenants.set(tenantId, { ...known, properties: { ...known.properties, ...traits } });
  const isMember = memberships.some((place) => place.userId === userId && place.tenantId === tenantId);
  if (!isMember) memberships.push({ userId, tenantId, profile: {} });
}
