/** What becomes of a subscription that is there already: left alone, given new preferences where there are any, or replaced. */
export type Meeting = 'keep' | 'update' | 'replace';

const MEETINGS: Record<Meeting, string> = {
  keep: 'DO NOTHING',
  update: `DO UPDATE SET preferences = excluded.preferences WHERE excluded.preferences IS NOT NULL`,
  replace: 'DO UPDATE SET preferences = excluded.preferences',
};

/**
 * Makes the lists of the CTE `named (environment_id, list_id)` that are not there, and brings deleted
 * ones back; it locks them all.
 */
export const ENSURE_LISTS = `
  INSERT INTO recipient_list AS l (environment_id, id, name, created_at, updated_at)
  SELECT DISTINCT environment_id, list_id, list_id, statement_timestamp(), statement_timestamp() FROM named ORDER BY list_id
  ON CONFLICT (environment_id, id) DO UPDATE SET deleted_at = NULL, updated_at = excluded.updated_at WHERE l.deleted_at IS NOT NULL`;

/**
 * Subscribes what the CTE `given (environment_id, list_id, user_id, preferences)` holds, each pair
 * once, in the order of all such statements.
 */
export function subscribe(meeting: Meeting): string {
  return `
  INSERT INTO subscription (environment_id, list_id, user_id, preferences, created_at)
  SELECT environment_id, list_id, user_id, preferences, statement_timestamp() FROM given ORDER BY list_id, user_id
  ON CONFLICT (environment_id, list_id, user_id) WHERE ended_at IS NULL ${MEETINGS[meeting]}`;
}

/**
 * The CTE `given` of one environment ($1) out of three arrays: lists, users and preferences. Of a pair
 * that stands twice the last counts.
 */
export const GIVEN = `
  SELECT DISTINCT ON (list_id, user_id) $1::text AS environment_id, list_id, user_id, preferences
  FROM unnest($2::text[], $3::text[], $4::jsonb[]) WITH ORDINALITY AS pair(list_id, user_id, preferences, place)
  ORDER BY list_id, user_id, place DESC`;
