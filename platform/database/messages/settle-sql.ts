import { deliveryStatusOf } from '../../../activities/ports/delivery-status.ts';
import type { Settlement } from '../../../activities/ports/ledger.ts';
import { PATIENCE } from '../patience.ts';
import { OPEN, PENDING } from '../statuses-sql.ts';
import { closeAttempts, settles } from './settlement-sql.ts';

/** Where the message goes, if anywhere. */
const VERDICT = `CASE WHEN abandoned AND $9::text IS NULL AND message.status IN ${PENDING} THEN 'CANCELED' ELSE $9::text END`;
const MOVES = `forward_status(message.status, ${VERDICT}) = ${VERDICT}`;

/**
 * Locks in the order of the claim. The run moves only with its own step: a settlement that comes late finds it further on.
 * Of a message that goes on, the reconciler is told when to look after it. Where it would go on but for the run being canceled,
 * message and step are canceled with it (J-66, F-11).
 */
export const SETTLE = `
WITH fenced AS (
  SELECT id, reason, status = 'CANCELED' AND $18::timestamptz IS NOT NULL AS abandoned, status IN ${OPEN} AS open FROM run WHERE id = $1::text FOR UPDATE
), settlement AS NOT MATERIALIZED (
  SELECT $3::text AS message_id, $4::text AS channel, $8::int AS attempt, $5::text AS status, $16::text AS outcome, $6::text AS answer, $20::boolean AS uncalled
), settled AS (
  UPDATE delivery d SET status = s.status, lease_until = NULL, updated_at = now(),
    retry_at = CASE $7::float8 WHEN 0 THEN now() ELSE $15::timestamptz + $7::float8 * interval '1 millisecond' END
  FROM fenced, settlement s WHERE ${settles("CASE WHEN $17::boolean THEN ARRAY['deferred'] ELSE ARRAY['claimed', 'unknown'] END")}
  RETURNING d.message_id, fenced.id AS run_id, fenced.reason AS why, abandoned
), ${closeAttempts('$15::timestamptz')}, told AS (
  UPDATE message SET status = CASE WHEN ${MOVES} THEN ${VERDICT} ELSE status END, reason = CASE WHEN ${MOVES} THEN $10::text ELSE reason END,
    error = CASE WHEN ${MOVES} THEN $11::text ELSE error END,
    history = history || $12::jsonb || CASE WHEN ${VERDICT} = 'CANCELED' THEN $19::jsonb ELSE '[]' END,
    sent_at = CASE WHEN ${MOVES} AND $9::text = 'SENT' THEN $15::timestamptz ELSE sent_at END,
    check_after = CASE WHEN NOT abandoned THEN $18::timestamptz + ${PATIENCE} END, updated_at = now()
  FROM settled WHERE message.id = message_id
), recorded AS (
  UPDATE run_step SET status = forward_status(status, CASE WHEN abandoned THEN 'CANCELED' ELSE 'PROCESSED' END), updated_at = $15::timestamptz,
    outcome = CASE WHEN abandoned THEN outcome ELSE $14::jsonb END,
    context = CASE WHEN abandoned THEN context || jsonb_build_object('reason', why) ELSE context END
  FROM settled WHERE run_step.run_id = settled.run_id AND "order" = $2::int AND outcome IS NULL AND ($13::text IS NOT NULL OR abandoned)
  RETURNING settled.run_id
)
UPDATE run SET status = forward_status(status, $13::text), updated_at = $15::timestamptz
WHERE $13::text IS NOT NULL AND id IN (SELECT run_id FROM recorded)
RETURNING (SELECT open FROM fenced) AS moved`;

/** The parameters of {@link SETTLE}. */
export function settleParameters(settlement: Settlement): unknown[] {
  const { call, messageId, channel, attempt, outcome, answer, retryInMs, message, step, resumesAt } = settlement;
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
    step?.runStatus ?? null,
    step ? JSON.stringify(step.outcome) : null,
    new Date(settlement.at),
    outcome,
    settlement.isUnclaimed ?? false,
    resumesAt === undefined ? null : new Date(resumesAt),
    JSON.stringify([{ type: 'CANCELED', ts: settlement.at }]),
    settlement.isUncalled ?? false,
  ];
}
