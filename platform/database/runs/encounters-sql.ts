import { RUN_PATIENCE } from '../patience.ts';
import { OPEN } from '../statuses-sql.ts';

/** In a statement of its own: the next one must see the passes of whoever held the lock. $1 environment, $2 key. */
export const LOCK_PASSES = `SELECT pg_advisory_xact_lock(hashtextextended($1::text || ' ' || $2::text, 0))`;

/** A row where the run may pass. $3 run, $4 step, $5 now, $6 since when passes count, $7 how many may, $8 when this one expires. */
export const PASS = `
INSERT INTO throttle_pass (environment_id, key, run_id, step_order, at, expires_at)
SELECT $1, $2, $3, $4::int, $5::timestamptz, $8::timestamptz
WHERE (SELECT count(*) FROM throttle_pass WHERE environment_id = $1 AND key = $2 AND at > $6::timestamptz) < $7::int
ON CONFLICT (run_id, step_order) DO NOTHING
RETURNING run_id`;

/** Before any window's row, as a cancel does: two never wait for each other. $1 run. */
export const LOCK_RUN = `SELECT FROM run WHERE id = $1 AND status IN ${OPEN} FOR UPDATE`;

/** Closes the run's own window if it is due; nobody needs to tell it any more. $1 run, $2 step, $3 now. */
export const RELEASE = `
UPDATE batch_window SET closed_at = CASE WHEN closed_at IS NULL AND until <= $3::timestamptz THEN $3::timestamptz ELSE closed_at END, check_after = NULL
WHERE run_id = $1 AND step_order = $2::int
RETURNING count, retain, closed_at IS NOT NULL AS released, (extract(epoch FROM until) * 1000)::float8 AS until`;

/** Until when the run's own window is open, or when it was closed. $1 run, $2 step. */
export const OWN = `
SELECT (extract(epoch FROM coalesce(closed_at, until)) * 1000)::float8 AS until FROM batch_window WHERE run_id = $1 AND step_order = $2::int`;

/** The items of a window, that of the run itself first, in the order of arrival, without what they brought. $1 run, $2 step. */
export const RANKED = `
SELECT run_id AS id, value, size FROM batch_window WHERE run_id = $1 AND step_order = $2::int
UNION ALL
(SELECT run_id, value, size FROM batch_item WHERE window_run_id = $1 AND window_step_order = $2::int ORDER BY place)`;

/** What the runs brought. $1 their ids: no more data than a run may hold. */
export const BROUGHT = `SELECT id, context -> 'data' AS data FROM run WHERE id = ANY($1::text[])`;

/** They are in the data of the run that gathered them. $1 run, $2 step. */
export const EMPTY = 'DELETE FROM batch_item WHERE window_run_id = $1 AND window_step_order = $2::int';

/** Whoever gathers goes on, and has not come too late for it. */
const GATHERS = `w.until > $3::timestamptz AND w.count < w.most_items AND EXISTS (SELECT FROM run o WHERE o.id = w.run_id AND o.status IN ${OPEN})`;

/**
 * One more in the open window of the key; whose window is full is told again until it is released. $1 environment, $2 key, $3 now,
 * $4 run, $5 step, $6 until when others may come, $7 what it is sorted by, $8 its size.
 */
export const JOIN = `
WITH joined AS (
  UPDATE batch_window w SET count = count + 1, until = greatest(until, least($6::timestamptz, latest)),
    closed_at = CASE WHEN count + 1 >= most_items THEN $3::timestamptz END,
    check_after = CASE WHEN count + 1 >= most_items THEN now() + ${RUN_PATIENCE} END
  WHERE environment_id = $1 AND key = $2 AND closed_at IS NULL AND ${GATHERS}
  RETURNING run_id, step_order, count, closed_at IS NOT NULL AS full
), item AS (
  INSERT INTO batch_item (run_id, step_order, window_run_id, window_step_order, place, value, size)
  SELECT $4, $5::int, run_id, step_order, count - 1, $7::jsonb, $8::int FROM joined
)
SELECT run_id, step_order, "full" FROM joined`;

/** Nobody joins a window any more that is due, or whose run has ended. $1 environment, $2 key, $3 now. */
export const CLOSE_STALE = `
UPDATE batch_window w SET closed_at = $3::timestamptz WHERE environment_id = $1 AND key = $2 AND closed_at IS NULL AND NOT (${GATHERS})`;

/** No row where somebody else has opened one. $9 the latest end, $10 how many items, $11 which are retained. */
export const OPEN_WINDOW = `
INSERT INTO batch_window (environment_id, key, run_id, step_order, until, latest, most_items, retain, value, size)
VALUES ($1, $2, $4, $5::int, CASE WHEN $10::int > 1 THEN least($6::timestamptz, $9::timestamptz) ELSE $3::timestamptz END,
  $9::timestamptz, $10::int, $11::jsonb, $7::jsonb, $8::int)
ON CONFLICT (environment_id, key) WHERE closed_at IS NULL DO NOTHING
RETURNING (extract(epoch FROM until) * 1000)::float8 AS until`;
