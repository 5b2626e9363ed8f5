import type { Database } from '../../platform/database/database.ts';
import { eventually } from '../support/eventually.ts';

const PATIENCE_MS = 300_000;

/** Waits until so many runs have a status. */
export function untilRuns(database: Database, status: string, count: number): Promise<void> {
  return eventually(async () => {
    const [row] = await database.query<{ count: number }>('SELECT count(*)::int AS count FROM run WHERE status = $1', [
      status,
    ]);
    if (row?.count !== count) throw new Error(`${row?.count} of ${count} runs are ${status}`);
  }, PATIENCE_MS);
}
