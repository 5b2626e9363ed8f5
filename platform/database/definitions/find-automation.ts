import type pg from 'pg';

import type { AutomationLookup } from '../../../activities/ports/lookups.ts';

const FIND = `
SELECT a.id, a.alias, a.enabled, a.archived_at IS NOT NULL AS archived, v.body AS definition
FROM automation a LEFT JOIN automation_version v
  ON v.environment_id = a.environment_id AND v.automation_id = a.id AND v.number = a.published_version
WHERE a.environment_id = $1 AND (a.id = $2 OR a.alias = $2)`;

type Row = Omit<Required<AutomationLookup>, 'alias' | 'definition'> & {
  alias: string | null;
  definition: AutomationLookup['definition'] | null;
};

/** A saved automation by its id or alias, with what is published of it: for a request that invokes it, and for a step. */
export async function findAutomation(
  pool: pg.Pool,
  environmentId: string,
  idOrAlias: string,
): Promise<AutomationLookup | undefined> {
  const { rows } = await pool.query<Row>(FIND, [environmentId, idOrAlias]);
  const [row] = rows;
  if (!row) return undefined;
  const { alias, definition, ...found } = row;
  return { ...found, ...(alias && { alias }), ...(definition && { definition }) };
}
