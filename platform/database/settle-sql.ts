import type { AttemptOutcome, Settlement } from '../../activities/ports/ledger.ts';

/**
 * Locks in the order of the claim. The run moves only with its own step: a settlement that comes late finds it further on.
 * Where another attempt would follow but for the run being canceled, message and step are canceled with it (J-66, F-11).
 */
export const SETTLE = `
WITH fenced AS (
  SELECT id, reason, status = 'CANCELED' AND $9::text IS NULL AS abandoned, coalesce($9::text, 'CANCELED') AS verdict
  FROM run WHERE id = $1::text FOR UPDATE
), settled AS (
  UPDATE delivery SET status = $5::text, lease_until = NULL, retry_at = now() + $7::float8 * interval '1 millisecond', updated_at = now()
  FROM fenced
  WHERE message_id = $3::text AND channel = $4::text
    AND ((attempt = $8::int AND status IN ('claimed', 'unknown')) OR ($5::text = 'sent' AND status <> 'sent'))
  RETURNING message_id, fenced.*
), ended AS (
  UPDATE attempt SET outcome = $16::text, answer = $6::text, ended_at = now()
  WHERE message_id = $3::text AND channel = $4::text AND number = $8::int AND (outcome IS NULL OR (outcome = 'unknown' AND $16::text <> 'unknown'))
), told AS (
  UPDATE message SET status = verdict, reason = $10::text, error = $11::text, history = history || CASE WHEN abandoned THEN $17::jsonb ELSE $12::jsonb END,
    sent_at = CASE WHEN verdict = 'SENT' THEN now() ELSE sent_at END, updated_at = now()
  FROM settled WHERE message.id = message_id AND ($9::text IS NOT NULL OR abandoned) AND forward_status(status, verdict) = verdict
), recorded AS (
  UPDATE run_step SET status = forward_status(status, CASE WHEN abandoned THEN 'CANCELED' ELSE 'PROCESSED' END), updated_at = $15::timestamptz,
    outcome = CASE WHEN abandoned THEN outcome ELSE $14::jsonb END,
    context = CASE WHEN abandoned THEN context || jsonb_build_object('reason', settled.reason) ELSE context END
  FROM settled WHERE run_id = settled.id AND "order" = $2::int AND outcome IS NULL AND ($13::text IS NOT NULL OR abandoned)
  RETURNING run_id
)
UPDATE run SET status = forward_status(status, $13::text), updated_at = $15::timestamptz
WHERE $13::text IS NOT NULL AND id IN (SELECT run_id FROM recorded)`;

/** The parameters of {@link SETTLE}. */
export function settleParameters(settlement: Settlement): unknown[] {
  const { call, at, messageId, channel, attempt, outcome, answer, retryInMs, message, runStatus } = settlement;
  return [
    call.runId,
    call.order,
    messageId,
    channel,
    deliveryStatusOf(outcome, retryInMs),
    answer,
    retryInMs ?? null,
    attempt,
    message?.status ?? null,
    message?.reason ?? null,
    message?.error ?? null,
    JSON.stringify(message?.history ?? []),
    runStatus ?? null,
    JSON.stringify({ kind: 'processed', messageId }),
    new Date(at),
    outcome,
    JSON.stringify([{ type: 'CANCELED', ts: at }]),
  ];
}

function deliveryStatusOf(outcome: AttemptOutcome, retryInMs: number | undefined): AttemptOutcome {
  return retryInMs === undefined || outcome === 'unknown' ? outcome : 'deferred';
}
