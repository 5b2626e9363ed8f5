import { KEPT } from '../runs/kept-runs.ts';
import { OPEN } from '../statuses-sql.ts';

/** The best that became of a message, first: a request stands where its best message does. */
export const BEST_FIRST = `ARRAY['CLICKED', 'OPENED', 'DELIVERED', 'SENT', 'SIMULATED', 'ROUTED', 'DELAYED', 'ENQUEUED',
  'UNDELIVERABLE', 'UNROUTABLE', 'UNMAPPED', 'CANCELED']`;

const NOBODY = 'there was nobody to send it to';

const ENQUEUED = `jsonb_build_object('type', 'ENQUEUED', 'ts', floor(extract(epoch FROM r.created_at) * 1000))`;
const CANCELED = `jsonb_build_object('type', 'CANCELED', 'ts', floor(extract(epoch FROM r.updated_at) * 1000))`;

/**
 * A request to several recipients or to a list, as a message shows itself: until its run is over it is ENQUEUED or ROUTED.
 * $1 environment, $2 its id.
 */
export const FIND_REQUEST = `
SELECT r.id, r.id AS "runId", coalesce(r.plan #>> '{steps,0,fields,list}', '') AS recipient, NULL AS "templateId", r.created_at AS "enqueuedAt",
  CASE WHEN r.status = 'CANCELED' THEN 'CANCELED' WHEN r.status = 'NOT PROCESSED' THEN 'ENQUEUED' WHEN r.status IN ${OPEN} THEN 'ROUTED'
    ELSE coalesce(best.status, CASE WHEN r.status = 'ERROR' OR broken.why IS NOT NULL THEN 'UNDELIVERABLE' ELSE 'UNROUTABLE' END) END AS status,
  CASE WHEN r.status IN ('PROCESSED', 'ERROR') THEN best.reason END AS reason,
  CASE WHEN r.status IN ('PROCESSED', 'ERROR') AND best.status IS NULL THEN coalesce(r.reason, broken.why, '${NOBODY}') ELSE best.error END AS error,
  jsonb_build_array(${ENQUEUED}) || CASE WHEN r.status = 'CANCELED' THEN jsonb_build_array(${CANCELED}) ELSE '[]' END AS history,
  best.sent_at AS "sentAt"
FROM run r LEFT JOIN LATERAL (
  SELECT m.status, m.reason, m.error, m.sent_at FROM message m WHERE m.run_id = r.id
  ORDER BY array_position(${BEST_FIRST}, m.status), m.step_order LIMIT 1
) AS best ON true LEFT JOIN LATERAL (
  SELECT s.context ->> 'reason' AS why FROM run_step s WHERE s.run_id = r.id AND s.status = 'ERROR' ORDER BY s."order" LIMIT 1
) AS broken ON true
WHERE r.environment_id = $1 AND r.id = $2 AND r.kind = 'message' AND r.source = ARRAY['send'] AND ${KEPT}`;
