import type pg from 'pg';

import type { Database } from '../database.ts';

/** How long a writer waits for a list that another process writes, in milliseconds. */
export const LOCK_TIMEOUT_MS = 2_000;

/**
 * Runs a transaction that locks lists, in its turn among all those of this process.
 * @param lists Ids of those that it locks, as far as they are known.
 * @throws an error of code 55P03 where others write them for too long.
 */
export function writeToLists<Result>(
  database: Database,
  environmentId: string,
  lists: readonly string[],
  work: (client: pg.PoolClient) => Promise<Result>,
): Promise<Result> {
  const keys = lists.map((list) => `${environmentId} ${list}`);
  return database.turns.take(keys, () => database.transaction(work, { lockTimeoutMs: LOCK_TIMEOUT_MS }));
}
