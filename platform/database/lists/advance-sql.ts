import { closeAttempts, settles } from '../messages/settlement-sql.ts';
import { PATIENCE } from '../patience.ts';

/*
 * What the two statements that move a page on have in common. Their common parameters: $1 run, $2 step, $3 settlements, $4 how
 * long a claim is held, in milliseconds. The run's row is locked before any delivery's, so that a cancel and a claim are
 * ordered.
 */

/** Until when what is claimed is held. */
export const LEASE = `now() + $4::float8 * interval '1 millisecond'`;

/** Closes attempts. What waits of a canceled run is canceled with it; what goes on to another provider stays claimed. */
export const SETTLE = `
settlement AS (
  SELECT s.message_id, s.channel, s.attempt, s.status, s.outcome, s.answer, s.retry_in_ms, s.next_id, s.next_provider, s.reason, s.error, s.uncalled,
    coalesce(s.told, CASE WHEN fenced.status = 'CANCELED' THEN 'CANCELED' END) AS told,
    coalesce(s.history, jsonb_build_array(jsonb_build_object('type', 'CANCELED', 'ts', floor(extract(epoch FROM now()) * 1000)))) AS history,
    coalesce(fenced.open AND s.next_id IS NOT NULL, false) AS goes_on
  FROM jsonb_to_recordset($3::jsonb) AS s(message_id text, channel text, attempt int, status text, outcome text, answer text, retry_in_ms float8,
    next_id text, next_provider text, told text, reason text, error text, history jsonb, uncalled boolean)
  LEFT JOIN fenced ON true
), settled AS (
  UPDATE delivery d SET status = CASE WHEN s.goes_on THEN 'claimed' ELSE s.status END, attempt = d.attempt + s.goes_on::int,
    lease_until = CASE WHEN s.goes_on THEN ${LEASE} END,
    retry_at = CASE WHEN NOT s.goes_on THEN now() + s.retry_in_ms * interval '1 millisecond' END, updated_at = now()
  FROM settlement s WHERE ${settles("ARRAY['claimed', 'unknown', 'deferred']")}
  RETURNING d.message_id, d.channel, d.attempt, coalesce(d.retry_at, d.lease_until) AS due_at, s.goes_on, s.next_id, s.next_provider, s.told, s.reason, s.error, s.history
), ${closeAttempts('now()')}, told AS (
  UPDATE message m SET status = s.told, reason = s.reason, error = s.error, history = m.history || s.history,
    sent_at = CASE WHEN s.told = 'SENT' THEN now() ELSE m.sent_at END, updated_at = now()
  FROM settled s WHERE m.id = s.message_id AND forward_status(m.status, s.told) = s.told
), went_on AS (
  INSERT INTO attempt (message_id, channel, number, provider_id, provider, started_at)
  SELECT message_id, channel, attempt, next_id, next_provider, now() FROM settled WHERE goes_on
)`;

/** When the next of the step's deliveries is due, what was settled just now included. */
export const PENDING = `
  SELECT min(coalesce(s.due_at, CASE WHEN s.message_id IS NULL THEN coalesce(d.retry_at, d.lease_until) END)) AS due_at
  FROM message m JOIN delivery d ON d.message_id = m.id LEFT JOIN settled s ON s.message_id = d.message_id AND s.channel = d.channel
  WHERE m.run_id = $1 AND m.step_order = $2::int AND m.status = 'ROUTED'`;

/** What went on to another provider. */
export const CONTINUED = `(SELECT jsonb_agg(jsonb_build_object('messageId', message_id, 'channel', channel, 'attempt', attempt)) FROM settled WHERE goes_on)`;

/** In how many milliseconds something is due again. */
export const WAIT = `(SELECT extract(epoch FROM due_at - now())::float8 * 1000 FROM pending)`;

/** When the reconciler looks: some time after the wait is over, so that the workflow itself comes first. */
export const CHECK = `(SELECT due_at + ${PATIENCE} FROM pending)`;
