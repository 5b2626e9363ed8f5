/** Something that is drafted in a table of its own and published into another. */
export interface VersionedTables {
  table: string;
  /** The table of versions, whose further columns are number, body, creator. */
  versions: string;
  /** What makes a version one of its owner: columns, and their values out of the owner's row. */
  columns: string;
  values: string;
  /** Which row $2 names. */
  named: string;
}

/** Counted on the owner's row, whose lock makes two publishes follow each other. */
export const NEXT_VERSION = 'coalesce(published_version, 0) + 1';

/** The version of what the CTE `written` left in the owner's row, unless `body` says otherwise; of nobody unless `wanted`. */
export function newVersion(
  { versions, columns, values }: VersionedTables,
  { body, wanted }: { body: string; wanted: string },
): string {
  return `INSERT INTO ${versions} (${columns}, number, body, creator)
  SELECT ${values}, published_version, ${body}, $3 FROM written WHERE ${wanted}`;
}

/** The CTEs `written` and `published`. $1 environment, $2 name, $3 who, $4 what is published instead of the draft. */
export function publish(of: VersionedTables): string {
  return `WITH written AS (
  UPDATE ${of.table} SET published_version = ${NEXT_VERSION}, updater = $3, updated_at = now()
  WHERE environment_id = $1 AND ${of.named} AND archived_at IS NULL
  RETURNING *
), published AS (${newVersion(of, { body: 'coalesce($4::jsonb, draft)', wanted: 'true' })} RETURNING *)`;
}
