import { CANCELED_IN_TEMPORAL } from '../../../activities/ports/canceled-in-temporal.ts';
import { OPEN } from '../statuses-sql.ts';

/** Cancels the run `$1` at `$2` because its workflow was canceled in Temporal; says whether it was open. */
export const CANCEL_AS_IN_TEMPORAL = `
WITH locked AS (
  SELECT id FROM run WHERE id = $1 AND status IN ${OPEN} FOR UPDATE
)
SELECT cancel_runs(ARRAY(SELECT id FROM locked), $2, '${CANCELED_IN_TEMPORAL}') <> '{}' AS moved`;
