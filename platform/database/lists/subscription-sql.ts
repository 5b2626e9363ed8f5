/** Subscriptions that one statement reads or writes: far fewer than it has time for. */
export const CHUNK = 5_000;

/** What becomes of a subscription that is there already: left alone, given new preferences where there are any, or replaced. */
export type Meeting = 'keep' | 'update' | 'replace';

const MEETINGS: Record<Meeting, string> = {
  keep: 'DO NOTHING',
  update: `DO UPDATE SET preferences = excluded.preferences WHERE excluded.preferences IS NOT NULL`,
  replace: 'DO UPDATE SET preferences = excluded.preferences',
};

/**
 * Begins a new revision of the lists of the CTE `named (environment_id, list_id)`: it makes those that are not there, brings
 * deleted ones back, and locks them all. Whoever writes subscriptions locks their lists first, in the order of their ids, so
 * that two never wait for each other.
 */
export const REVISE_LISTS = `
  INSERT INTO recipient_list AS l (environment_id, id, name, revision, created_at, updated_at)
  SELECT DISTINCT environment_id, list_id, list_id, 1, statement_timestamp(), statement_timestamp() FROM named ORDER BY list_id
  ON CONFLICT (environment_id, id) DO UPDATE SET revision = l.revision + 1, deleted_at = NULL,
    updated_at = CASE WHEN l.deleted_at IS NULL THEN l.updated_at ELSE excluded.updated_at END`;

/**
 * Subscribes what the CTE `given (environment_id, list_id, user_id, preferences, revision)` holds, each pair once, to lists
 * that are locked.
 */
export function subscribe(meeting: Meeting): string {
  return `
  INSERT INTO subscription (environment_id, list_id, user_id, preferences, created_at, created_revision)
  SELECT environment_id, list_id, user_id, preferences, statement_timestamp(), revision FROM given
  ON CONFLICT (environment_id, list_id, user_id) WHERE ended_at IS NULL ${MEETINGS[meeting]}`;
}

/** The same of lists that are named by an array, $2. */
export const REVISE = `WITH named AS (SELECT $1::text AS environment_id, unnest($2::text[]) AS list_id) ${REVISE_LISTS}`;

/** Subscribes each pair of a list, which is locked, a user and preferences, out of the arrays $2 to $4. */
export const add = (meeting: Meeting) => `
WITH given AS (
  SELECT l.environment_id, l.id AS list_id, pair.user_id, pair.preferences, l.revision
  FROM unnest($2::text[], $3::text[], $4::jsonb[]) AS pair(list_id, user_id, preferences)
  JOIN recipient_list l ON l.environment_id = $1 AND l.id = pair.list_id
)
${subscribe(meeting)}`;

/** Who is on a list, after the user $3. */
export const WALK = `
SELECT user_id FROM subscription WHERE environment_id = $1 AND list_id = $2 AND ended_at IS NULL AND user_id > $3
ORDER BY user_id LIMIT ${CHUNK}`;

/**
 * Locks the lists that a user, $2, is on, or only the one that is named, $3, in the order of their ids, and begins a new
 * revision of them.
 */
export const REVISE_LISTS_OF_USER = `
WITH locked AS (
  SELECT id FROM recipient_list
  WHERE environment_id = $1 AND id IN (
    SELECT list_id FROM subscription WHERE environment_id = $1 AND user_id = $2 AND ended_at IS NULL AND ($3::text IS NULL OR list_id = $3))
  ORDER BY id FOR NO KEY UPDATE
)
UPDATE recipient_list l SET revision = revision + 1 FROM locked WHERE l.environment_id = $1 AND l.id = locked.id RETURNING l.id`;

/** Ends the subscriptions of users, $3, to lists that are locked, $2. */
export const END = `
UPDATE subscription s SET ended_at = statement_timestamp(), ended_revision = l.revision FROM recipient_list l
WHERE l.environment_id = $1 AND l.id = ANY($2::text[])
  AND s.environment_id = l.environment_id AND s.list_id = l.id AND s.user_id = ANY($3::text[]) AND s.ended_at IS NULL`;
