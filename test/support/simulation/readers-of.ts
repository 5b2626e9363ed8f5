import type { MemoryRows } from '../../../platform/memory/memory-rows.ts';

/** Subscribes so many users with addresses to a list. */
export function readersOf(rows: MemoryRows, list: string, count: number): void {
  const ids = Array.from({ length: count }, (_, index) => `reader-${String(index).padStart(5, '0')}`);
  for (const id of ids) rows.profiles.set(id, { email: `${id}@example.com` });
  rows.lists.set(list, new Map(ids.map((id) => [id, undefined])));
}
