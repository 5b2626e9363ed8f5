import { OPEN } from '../statuses-sql.ts';
import { CHECK, CONTINUED, LEASE, PENDING, SETTLE, WAIT } from './advance-sql.ts';

/** $5 messages, $6 deliveries, $7 the place, $8 the moment of the call, $9 where the run goes once everyone was tried. */
export const FIRST_ADVANCE = `
WITH fenced AS (
  SELECT id, environment_id, status, status IN ${OPEN} AS open FROM run WHERE id = $1 FOR UPDATE
), ${SETTLE}, written AS (
  INSERT INTO message (id, environment_id, run_id, step_order, recipient, list_id, template_id, status, reason, error, tags, trace_id, history, enqueued_at, updated_at)
  SELECT m.id, fenced.environment_id, $1, $2::int, m.recipient, m.list_id, m.template_id, m.status, m.reason, m.error, m.tags, m.trace_id, m.history, $8, $8
  FROM fenced, jsonb_to_recordset($5::jsonb) AS m(id text, recipient text, list_id text, template_id text, status text, reason text, error text, tags text[], trace_id text, history jsonb)
  WHERE fenced.open
  ON CONFLICT (id) DO NOTHING
  RETURNING id, environment_id
), parcel AS (
  SELECT p.*, written.environment_id
  FROM jsonb_to_recordset($6::jsonb) AS p(message_id text, channel text, address text, rendered jsonb, wanted jsonb, provider_id text, provider text)
  JOIN written ON written.id = p.message_id
), held AS (
  INSERT INTO delivery (message_id, channel, environment_id, status, attempt, lease_until, address, rendered, wanted, updated_at)
  SELECT message_id, channel, environment_id, 'claimed', 1, ${LEASE}, address, rendered, wanted, now() FROM parcel
), tried AS (
  INSERT INTO attempt (message_id, channel, number, provider_id, provider, started_at)
  SELECT message_id, channel, 1, provider_id, provider, now() FROM parcel
), pending AS (${PENDING} AND $9::text IS NOT NULL
), moved AS (
  UPDATE list_send SET cursor = greatest(cursor, $7::text), claimed_at = CASE WHEN $9::text IS NOT NULL THEN now() END, check_after = ${CHECK}
  WHERE run_id = $1 AND step_order = $2::int AND EXISTS (SELECT FROM fenced WHERE open)
), finished AS (
  UPDATE run_step SET status = forward_status(status, 'PROCESSED'), updated_at = $8
  WHERE run_id IN (SELECT id FROM fenced WHERE open) AND "order" = $2::int AND $9::text IS NOT NULL
), run_moved AS (
  UPDATE run SET status = forward_status(status, $9::text), updated_at = $8 WHERE id IN (SELECT id FROM fenced WHERE open) AND $9::text IS NOT NULL
)
SELECT coalesce((SELECT open FROM fenced), false) AS open, ${CONTINUED} AS continued, ${WAIT} AS wait_ms,
  (SELECT jsonb_agg(jsonb_build_object('messageId', message_id, 'channel', channel)) FROM parcel) AS claimed`;
