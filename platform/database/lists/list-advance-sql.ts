import { OPEN } from '../runs/open-statuses.ts';

/*
 * Two statements that are alike in their first half. Their common parameters: $1 run, $2 step, $3 settlements, $4 how long a
 * claim is held, in milliseconds. The run's row is locked before any delivery's, so that a cancel and a claim are ordered.
 */

const LEASE = `now() + $4::float8 * interval '1 millisecond'`;

/** Closes attempts. What waits of a canceled run is canceled with it; what goes on to another provider stays claimed. */
const SETTLE = `
settlement AS (
  SELECT s.message_id, s.channel, s.attempt, s.status, s.outcome, s.answer, s.retry_in_ms, s.next_id, s.next_provider, s.reason, s.error,
    coalesce(s.told, CASE WHEN fenced.status = 'CANCELED' THEN 'CANCELED' END) AS told,
    coalesce(s.history, jsonb_build_array(jsonb_build_object('type', 'CANCELED', 'ts', floor(extract(epoch FROM now()) * 1000)))) AS history,
    coalesce(fenced.open AND s.next_id IS NOT NULL, false) AS goes_on
  FROM jsonb_to_recordset($3::jsonb) AS s(message_id text, channel text, attempt int, status text, outcome text, answer text, retry_in_ms float8,
    next_id text, next_provider text, told text, reason text, error text, history jsonb)
  LEFT JOIN fenced ON true
), settled AS (
  UPDATE delivery d SET status = CASE WHEN s.goes_on THEN 'claimed' ELSE s.status END, attempt = d.attempt + s.goes_on::int,
    lease_until = CASE WHEN s.goes_on THEN ${LEASE} END,
    retry_at = CASE WHEN NOT s.goes_on THEN now() + s.retry_in_ms * interval '1 millisecond' END, updated_at = now()
  FROM settlement s
  WHERE d.message_id = s.message_id AND d.channel = s.channel
    AND ((d.attempt = s.attempt AND d.status IN ('claimed', 'unknown', 'deferred')) OR (s.status = 'sent' AND d.status <> 'sent'))
  RETURNING d.message_id, d.channel, d.attempt, coalesce(d.retry_at, d.lease_until) AS due_at, s.goes_on, s.next_id, s.next_provider, s.told, s.reason, s.error, s.history
), ended AS (
  UPDATE attempt a SET outcome = s.outcome, answer = s.answer, ended_at = now() FROM settlement s
  WHERE a.message_id = s.message_id AND a.channel = s.channel AND a.number = s.attempt
    AND (a.outcome IS NULL OR (a.outcome = 'unknown' AND s.outcome <> 'unknown'))
), told AS (
  UPDATE message m SET status = s.told, reason = s.reason, error = s.error, history = m.history || s.history,
    sent_at = CASE WHEN s.told = 'SENT' THEN now() ELSE m.sent_at END, updated_at = now()
  FROM settled s WHERE m.id = s.message_id AND forward_status(m.status, s.told) = s.told
), went_on AS (
  INSERT INTO attempt (message_id, channel, number, provider_id, provider, started_at)
  SELECT message_id, channel, attempt, next_id, next_provider, now() FROM settled WHERE goes_on
)`;

/** When the next of the step's deliveries is due, what was settled just now included. */
const PENDING = `
  SELECT min(coalesce(s.due_at, CASE WHEN s.message_id IS NULL THEN coalesce(d.retry_at, d.lease_until) END)) AS due_at
  FROM message m JOIN delivery d ON d.message_id = m.id LEFT JOIN settled s ON s.message_id = d.message_id AND s.channel = d.channel
  WHERE m.run_id = $1 AND m.step_order = $2::int AND m.status = 'ROUTED'`;

const CONTINUED = `(SELECT jsonb_agg(jsonb_build_object('messageId', message_id, 'channel', channel, 'attempt', attempt)) FROM settled WHERE goes_on)`;

const WAIT = `(SELECT extract(epoch FROM due_at - now())::float8 * 1000 FROM pending)`;

/** When the reconciler looks: a minute after the wait is over, so that the workflow itself comes first. */
const CHECK = `(SELECT due_at + interval '1 minute' FROM pending)`;

/** $5 messages, $6 deliveries, $7 the place, $8 the moment of the call, $9 where the run goes once everyone was tried. */
export const ADVANCE = `
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

/**
 * $5 how many at most, $6 the first provider that may be used on every channel. What is in doubt goes to the provider of its
 * last attempt again, if that one may be asked twice; what is deferred sets out anew.
 */
export const AGAIN = `
WITH fenced AS (
  SELECT id, environment_id, status, status <> 'CANCELED' AS open FROM run WHERE id = $1 FOR SHARE
), ${SETTLE}, due AS (
  SELECT d.message_id, d.channel, d.attempt, d.address, d.rendered, d.status <> 'deferred' AS in_doubt, a.provider_id, a.provider, p.guarantee,
    extract(epoch FROM now() - (SELECT min(began.started_at) FROM attempt began WHERE began.message_id = d.message_id AND began.channel = d.channel))::float8 * 1000 AS elapsed_ms
  FROM fenced JOIN message m ON m.run_id = fenced.id JOIN delivery d ON d.message_id = m.id
  JOIN attempt a ON a.message_id = d.message_id AND a.channel = d.channel AND a.number = d.attempt
  LEFT JOIN provider p ON p.id = a.provider_id AND p.environment_id = m.environment_id
  WHERE fenced.open AND m.step_order = $2::int AND m.status = 'ROUTED' AND (d.retry_at <= now() OR (d.status = 'claimed' AND d.lease_until <= now()))
    AND NOT EXISTS (SELECT FROM settlement s WHERE s.message_id = d.message_id AND s.channel = d.channel)
  ORDER BY m.id LIMIT $5::int FOR UPDATE OF d SKIP LOCKED
), chosen AS (
  SELECT due.*, CASE WHEN NOT in_doubt THEN r.id WHEN guarantee = 'at-least-once' THEN provider_id END AS next_id,
    CASE WHEN in_doubt THEN due.provider ELSE r.provider END AS next_provider
  FROM due LEFT JOIN jsonb_to_recordset($6::jsonb) AS r(channel text, id text, provider text) ON r.channel = due.channel
), held AS (
  UPDATE delivery d SET status = 'claimed', attempt = d.attempt + 1, lease_until = ${LEASE}, retry_at = NULL, updated_at = now()
  FROM chosen c WHERE d.message_id = c.message_id AND d.channel = c.channel AND c.next_id IS NOT NULL
  RETURNING d.message_id, d.channel, d.attempt, c.next_id, c.next_provider
), lost AS (
  UPDATE attempt a SET outcome = 'unknown', answer = 'the worker was lost during the call', ended_at = now() FROM chosen c
  WHERE a.message_id = c.message_id AND a.channel = c.channel AND a.number = c.attempt AND a.outcome IS NULL
), tried AS (
  INSERT INTO attempt (message_id, channel, number, provider_id, provider, started_at)
  SELECT message_id, channel, attempt, next_id, next_provider, now() FROM held
), pending AS (${PENDING} AND NOT EXISTS (SELECT FROM due)
), moved AS (
  UPDATE list_send SET check_after = ${CHECK} WHERE run_id = $1 AND step_order = $2::int AND NOT EXISTS (SELECT FROM due)
)
SELECT coalesce((SELECT open FROM fenced), false) AS open, ${CONTINUED} AS continued, ${WAIT} AS wait_ms,
  (SELECT jsonb_agg(jsonb_build_object('messageId', c.message_id, 'channel', c.channel, 'attempt', coalesce(held.attempt, c.attempt),
      'address', c.address, 'rendered', c.rendered, 'isInDoubt', c.in_doubt, 'elapsedMs', c.elapsed_ms, 'providerId', c.next_id))
     FROM chosen c LEFT JOIN held USING (message_id, channel)) AS due`;
