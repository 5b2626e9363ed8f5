import { BEST_FIRST } from '../messages/request-sql.ts';
import { KEPT } from '../runs/kept-runs.ts';
import { OPEN } from '../statuses-sql.ts';

/**
 * The send `l` to a list, of the run `r`, whose step gave `$2` as its message id, in the environment `$1`. That begins as the id
 * of its run does, by which it is found.
 */
export const BY_MESSAGE_ID = `l.environment_id = $1 AND l.message_id = $2 AND l.run_id >= left($2, 11) AND l.run_id < left($2, 11) || 'g' AND ${KEPT}`;

const milliseconds = (at: string) => `floor(extract(epoch FROM ${at}) * 1000)`;

/** A send to a list as a message shows itself: it stands where its best message does. */
export const FIND_LIST_SEND = `
SELECT l.message_id AS id, r.id AS "runId", coalesce(l.fields ->> 'list', '') AS recipient, NULL AS "templateId", s.created_at AS "enqueuedAt",
  CASE WHEN l.claimed_at IS NULL AND r.status IN ${OPEN} THEN 'ROUTED' WHEN r.status = 'CANCELED' AND best.status IS NULL THEN 'CANCELED'
    ELSE coalesce(best.status, 'UNROUTABLE') END AS status,
  best.reason, best.error, best.sent_at AS "sentAt",
  jsonb_build_array(jsonb_build_object('type', 'ENQUEUED', 'ts', ${milliseconds('s.created_at')}))
    || CASE WHEN coalesce(best.status, r.status) = 'CANCELED'
         THEN jsonb_build_array(jsonb_build_object('type', 'CANCELED', 'ts', ${milliseconds('coalesce(best.updated_at, r.updated_at)')})) ELSE '[]' END AS history
FROM list_send l JOIN run r ON r.id = l.run_id JOIN run_step s ON s.run_id = l.run_id AND s."order" = l.step_order LEFT JOIN LATERAL (
  SELECT m.status, m.reason, m.error, m.sent_at, m.updated_at FROM message m WHERE m.run_id = l.run_id AND m.step_order = l.step_order
  ORDER BY array_position(${BEST_FIRST}, m.status) LIMIT 1
) AS best ON true
WHERE ${BY_MESSAGE_ID}`;
