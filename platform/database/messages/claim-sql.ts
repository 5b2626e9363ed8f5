import type { ClaimRequest, NewMessage, PendingClaimRequest } from '../../../activities/ports/ledger.ts';
import { WORKER_LOST } from '../../../activities/ports/worker-lost.ts';
import type { MessageCall } from '../../../workflows/contracts/step-activities.ts';
import { OPEN } from '../statuses-sql.ts';
import { insertMessage, messageParameters } from './message-sql.ts';

/** A run's clock may be ahead of the database's; a timer may ring a little early. */
const NOW = 'greatest(now(), $9::timestamptz)';

/** A held lease is never taken over before its time; one whose time is up counts as unknown. */
const CLAIMABLE = `(d.status = 'deferred' AND d.retry_at <= ${NOW} + interval '100 milliseconds')
  OR ((d.status = 'unknown' OR (d.status = 'claimed' AND d.lease_until < now())) AND $8::text = 'at-least-once')`;

/**
 * $1 message, $2 channel, $3 address, $4 `{rendered, wanted?}`, $5 and $6 provider, $7 lease in ms, $8
 * guarantee, $9 the call's moment.
 */
const TAKE_LEASE = `
held AS (
  INSERT INTO delivery AS d (message_id, channel, environment_id, status, attempt, lease_until, address, rendered, wanted, updated_at)
  SELECT $1::text, $2::text, environment_id, 'claimed', 1, now() + $7::float8 * interval '1 millisecond', $3::text,
    $4::jsonb -> 'rendered', $4::jsonb -> 'wanted', now() FROM fenced WHERE EXISTS (SELECT 1 FROM written)
  ON CONFLICT (message_id, channel) DO UPDATE
    SET status = 'claimed', attempt = d.attempt + 1, lease_until = excluded.lease_until, retry_at = NULL, updated_at = now()
    WHERE ${CLAIMABLE}
  RETURNING attempt
), lost AS (
  UPDATE attempt SET outcome = 'unknown', answer = '${WORKER_LOST}', ended_at = now()
  WHERE message_id = $1::text AND channel = $2::text AND outcome IS NULL AND number < (SELECT attempt FROM held)
), tried AS (
  INSERT INTO attempt (message_id, channel, number, provider_id, provider, started_at)
  SELECT $1::text, $2::text, attempt, $5::text, $6::text, ${NOW} FROM held
)`;

/** The message's other channels, as JSON in a parameter: to be claimed in turn. */
function others(parameter: string): string {
  return `
others AS (
  INSERT INTO delivery (message_id, channel, environment_id, status, attempt, retry_at, address, rendered, wanted, updated_at)
  SELECT $1::text, channel, environment_id, 'deferred', 0, $9::timestamptz, address, rendered, wanted, now()
  FROM fenced, written, jsonb_to_recordset(${parameter}::jsonb) AS other(channel text, address text, rendered jsonb, wanted jsonb)
  ON CONFLICT (message_id, channel) DO NOTHING
)`;
}

const ANSWER = `
SELECT EXISTS (SELECT 1 FROM fenced) AS open, EXISTS (SELECT 1 FROM written) AS going, (SELECT attempt FROM held) AS claimed, d.status, d.attempt,
  extract(epoch FROM CASE d.status WHEN 'deferred' THEN d.retry_at - ${NOW} ELSE d.lease_until - now() END)::float8 * 1000 AS wait_ms
FROM (SELECT 1) AS one LEFT JOIN delivery d ON d.message_id = $1::text AND d.channel = $2::text`;

/**
 * The run's row is locked before the message's and the delivery's, so that a cancel and a claim are
 * ordered; it moves only with the claim.
 */
export const CLAIM = `
WITH fenced AS (
  SELECT id, environment_id, plan #> ARRAY['steps', $11::text] AS step FROM run WHERE id = $10::text AND status IN ${OPEN} FOR UPDATE
), written AS (${insertMessage({ from: 'fenced', runId: '$10', order: '$11::int', at: '$9::timestamptz', first: 14 })}
), step AS (
  INSERT INTO run_step AS s (run_id, "order", action, step_id, ref, status, message_id, context, created_at, updated_at)
  SELECT id, $11::int, step ->> 'action', step ->> 'id', step ->> 'ref', 'PROCESSING', $1::text, $12::jsonb, $9::timestamptz, $9::timestamptz FROM fenced
  ON CONFLICT (run_id, "order") DO NOTHING
), ${others('$13')}, ${TAKE_LEASE}, woken AS (
  UPDATE run_step SET status = forward_status(status, 'PROCESSED'), updated_at = $9::timestamptz
  WHERE run_id IN (SELECT id FROM fenced) AND "order" <> $11::int AND status = 'WAITING' AND EXISTS (SELECT 1 FROM held)
), moved AS (
  UPDATE run SET status = forward_status(status, 'PROCESSING'), updated_at = $9::timestamptz
  WHERE id IN (SELECT id FROM fenced) AND EXISTS (SELECT 1 FROM held)
)
${ANSWER}`;

/** The run may be over, but not canceled; its row is locked first here too. */
const PENDING = `
WITH fenced AS (
  SELECT m.id, m.environment_id, m.run_id, m.step_order FROM run r JOIN message m ON m.run_id = r.id
  WHERE m.id = $1::text AND r.status <> 'CANCELED' FOR SHARE OF r
)`;

export const CLAIM_PENDING = `${PENDING}, written AS (${insertMessage({ from: 'fenced', runId: 'run_id', order: 'step_order', at: '$9::timestamptz', first: 11 })}
), ${others('$10')}, ${TAKE_LEASE}
${ANSWER}`;

/** $1 message, $2 the call's moment. */
export const END_PENDING = `${PENDING}
${insertMessage({ from: 'fenced', runId: 'run_id', order: 'step_order', at: '$2::timestamptz', first: 3 })}`;

/** The parameters of {@link CLAIM}. */
export function claimParameters(request: ClaimRequest): unknown[] {
  const { call, context, message } = request;
  const step = [call.runId, call.order, JSON.stringify(context), othersOf(request)];
  return [...leaseParameters(request), ...step, ...messageParameters(message)];
}

/** The parameters of {@link CLAIM_PENDING}. */
export function pendingClaimParameters(request: PendingClaimRequest): unknown[] {
  return [...leaseParameters(request), othersOf(request), ...messageParameters(request.message)];
}

/** The parameters of {@link END_PENDING}. */
export function endParameters({ messageId, at }: MessageCall, message: NewMessage): unknown[] {
  return [messageId, new Date(at), ...messageParameters(message)];
}

function othersOf({ others = [] }: PendingClaimRequest | ClaimRequest): string {
  return JSON.stringify(others);
}

function leaseParameters({
  call,
  message,
  rendition,
  provider,
  leaseMs,
}: PendingClaimRequest | ClaimRequest): unknown[] {
  const { channel, address, ...written } = rendition;
  const { id, provider: key, guarantee } = provider;
  return [message.id, channel, address, JSON.stringify(written), id, key, leaseMs, guarantee, new Date(call.at)];
}
