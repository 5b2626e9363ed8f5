import type { EventWithCandidates } from '../../../activities/events/candidate.ts';
import { PeopleInOrder } from '../../../activities/events/people-in-order.ts';
import { eventGroup } from '../../../language/events/event-group.ts';
import type { EventBatch, TriggeredRow } from '../../../platform/database/events/event-batch.ts';

/** The users of the events that something waits for, and the tenants of groups beside them. One statement, or none. */
export async function peopleOf(
  batch: EventBatch,
  found: readonly EventWithCandidates<TriggeredRow>[],
): Promise<PeopleInOrder> {
  const users = new Map<string, Set<string>>();
  for (const { event, candidates } of found)
    if (event.userId !== undefined && candidates.length > 0) add(users, event.environmentId, event.userId);
  const tenants = new Map<string, Set<string>>();
  for (const { event } of found) {
    const group = event.type === 'group' && eventGroup(event.body);
    if (group) add(tenants, event.environmentId, group.tenantId);
  }
  const names = [...users].map(([environmentId, of]) => {
    return { environmentId, users: [...of], tenants: [...(tenants.get(environmentId) ?? [])] };
  });
  return new PeopleInOrder(names.length > 0 ? await batch.people(names) : []);
}

function add(to: Map<string, Set<string>>, environmentId: string, id: string): void {
  const ids = to.get(environmentId);
  if (ids) ids.add(id);
  else to.set(environmentId, new Set([id]));
}
