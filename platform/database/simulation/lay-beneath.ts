import type { MemoryRows } from '../../memory/memory-rows.ts';

/**
 * Adds to rows the people, tenants and lists that others have and they lack. What both have stays as it is in the rows: a run
 * may have changed it.
 */
export function layBeneath(rows: MemoryRows, { profiles, lists, tenants, preferences }: MemoryRows): void {
  addMissing(rows.profiles, profiles);
  addMissing(rows.tenants.tenants, tenants.tenants);
  addMissing(rows.preferences.topics, preferences.topics);
  for (const [id, members] of lists) rows.lists.set(id, new Map([...members, ...(rows.lists.get(id) ?? [])]));
  addUnlike(rows.tenants.memberships, tenants.memberships, ({ userId, tenantId }) => [userId, tenantId]);
  addUnlike(rows.preferences.choices, preferences.choices, ({ userId, topicId, tenantId }) => [
    userId,
    topicId,
    tenantId,
  ]);
}

function addMissing<Value>(known: Map<string, Value>, others: ReadonlyMap<string, Value>): void {
  for (const [id, value] of others) if (!known.has(id)) known.set(id, value);
}

/** @param placeOf What no two of them share. */
function addUnlike<Item>(known: Item[], others: readonly Item[], placeOf: (item: Item) => unknown[]): void {
  const keyOf = (item: Item) => JSON.stringify(placeOf(item));
  const keys = new Set(known.map(keyOf));
  known.push(...others.filter((item) => !keys.has(keyOf(item))));
}
