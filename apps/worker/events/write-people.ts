import type { ReceivedEvent, UsersEvent } from '../../../activities/ports/events.ts';
import { eventFacts } from '../../../language/events/event-data.ts';
import { type EventGroup, eventGroup } from '../../../language/events/event-group.ts';
import type { JsonObject } from '../../../language/json/json.ts';
import { keyOf } from '../../../language/key-of.ts';
import type { EventBatch, UserName } from '../../../platform/database/events/event-batch.ts';

/**
 * Writes what events say of users and groups, in their order, once each: a statement for all users, and one for all groups.
 * E-07, E-08
 */
export async function writePeople(batch: EventBatch, events: readonly ReceivedEvent[]): Promise<void> {
  const named = events.filter((event): event is UsersEvent => event.userId !== undefined && !event.begun);
  await writeGroups(
    batch,
    named.filter(({ type }) => type === 'group'),
  );
  const identified = named.filter(({ type }) => type === 'identify');
  if (identified.length > 0) await batch.mergeTraits(traitsOf(identified));
}

/** Of several that say something of one user, the last word counts, key by key. */
function traitsOf(events: readonly UsersEvent[]): (UserName & { traits: JsonObject })[] {
  const merges = new Map<string, UserName & { traits: JsonObject }>();
  for (const event of events) {
    const { environmentId, userId } = event;
    const key = keyOf(environmentId, userId);
    const traits = { ...merges.get(key)?.traits, ...eventFacts(event) };
    merges.set(key, { environmentId, userId, traits });
  }
  return [...merges.values()];
}

async function writeGroups(batch: EventBatch, events: readonly UsersEvent[]): Promise<void> {
  const tenants = new Map<string, EventGroup & { environmentId: string }>();
  const members = new Map<string, UserName & { tenantId: string }>();
  for (const { environmentId, userId, body } of events) {
    const group = eventGroup(body);
    if (!group) continue;
    const { tenantId } = group;
    const key = keyOf(environmentId, tenantId);
    tenants.set(key, { ...group, environmentId, traits: { ...tenants.get(key)?.traits, ...group.traits } });
    members.set(keyOf(environmentId, tenantId, userId), { environmentId, tenantId, userId });
  }
  if (tenants.size > 0) await batch.joinTenants([...tenants.values()], [...members.values()]);
}
