import { WORKER_LOST } from '../../../activities/ports/worker-lost.ts';
import { CHECK, CONTINUED, LEASE, PENDING, SETTLE, WAIT } from './advance-sql.ts';

/**
 * $5 how many at most, $6 the first provider that may be used on every channel. What is in doubt goes to the provider of its
 * last attempt again, if that one may be asked twice; what is deferred sets out anew.
 */
export const AGAIN_ADVANCE = `
WITH fenced AS (
  SELECT id, environment_id, status, status <> 'CANCELED' AS open FROM run WHERE id = $1 FOR SHARE
), ${SETTLE}, due AS (
  SELECT d.message_id, d.channel, d.attempt, d.address, d.rendered, d.status <> 'deferred' AS in_doubt, a.provider_id, a.provider, p.guarantee,
    coalesce(extract(epoch FROM now() - (SELECT min(began.started_at) FROM attempt began WHERE began.message_id = d.message_id AND began.channel = d.channel)), 0)::float8 * 1000 AS elapsed_ms
  FROM fenced JOIN message m ON m.run_id = fenced.id JOIN delivery d ON d.message_id = m.id
  LEFT JOIN attempt a ON a.message_id = d.message_id AND a.channel = d.channel AND a.number = d.attempt
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
  UPDATE attempt a SET outcome = 'unknown', answer = '${WORKER_LOST}', ended_at = now() FROM chosen c
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
