import type { Database } from '../../platform/database/database.ts';

const TABLES = `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1`;

/** How many rows every table has. */
export async function countRows(database: Database): Promise<Record<string, number>> {
  const tables = await database.query<{ name: string }>(TABLES);
  const counts: [string, number][] = [];
  for (const { name } of tables) {
    const [row] = await database.query<{ count: number }>(`SELECT count(*)::int AS count FROM "${name}"`);
    counts.push([name, row?.count ?? 0]);
  }
  return Object.fromEntries(counts);
}
