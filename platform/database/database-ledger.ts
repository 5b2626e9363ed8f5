import type pg from 'pg';

import { type Claim, type ClaimRequest, Ledger, type Settlement } from '../../activities/ports/ledger.ts';
import { insertMessage, messageParameters } from './message-sql.ts';
import { OPEN } from './open-statuses.ts';
import { SETTLE, settleParameters } from './settle-sql.ts';

/** A held lease is never taken over before its time; one whose time is up counts as unknown (architecture §4). */
const CLAIMABLE = `(d.status = 'deferred' AND d.retry_at <= now() + interval '100 milliseconds')
  OR ((d.status = 'unknown' OR (d.status = 'claimed' AND d.lease_until < now())) AND $11 = 'at-least-once')`;

/**
 * The run's row is locked before the message's and the delivery's, so that a cancel and a claim are ordered; it moves only with
 * the claim. A canceled message is never claimed: what the next load of the step says of it, decides.
 */
const CLAIM = `
WITH fenced AS (
  SELECT id, environment_id, plan #> ARRAY['steps', $2::text] AS step FROM run WHERE id = $1::text AND status IN ${OPEN} FOR UPDATE
), written AS (${insertMessage({ from: 'fenced', runId: '$1', order: '$2::int', at: '$3::timestamptz', first: 12 })}
  ON CONFLICT (id) DO UPDATE SET updated_at = excluded.updated_at WHERE message.status <> 'CANCELED'
  RETURNING id
), step AS (
  INSERT INTO run_step AS s (run_id, "order", action, step_id, ref, status, message_id, context, created_at, updated_at)
  SELECT id, $2::int, step ->> 'action', step ->> 'id', step ->> 'ref', 'PROCESSING', $12::text, $4::jsonb, $3::timestamptz, $3::timestamptz FROM fenced
  ON CONFLICT (run_id, "order") DO NOTHING
), held AS (
  INSERT INTO delivery AS d (message_id, channel, environment_id, status, attempt, lease_until, address, rendered, updated_at)
  SELECT $12::text, $5::text, environment_id, 'claimed', 1, now() + $10::float8 * interval '1 millisecond', $6::text, $7::jsonb, now() FROM fenced, written
  ON CONFLICT (message_id, channel) DO UPDATE
    SET status = 'claimed', attempt = d.attempt + 1, lease_until = excluded.lease_until, retry_at = NULL, updated_at = now()
    WHERE ${CLAIMABLE}
  RETURNING attempt
), lost AS (
  UPDATE attempt SET outcome = 'unknown', answer = 'the worker was lost during the call', ended_at = now()
  WHERE message_id = $12::text AND channel = $5::text AND outcome IS NULL AND number < (SELECT attempt FROM held)
), tried AS (
  INSERT INTO attempt (message_id, channel, number, provider_id, provider, started_at)
  SELECT $12::text, $5::text, attempt, $8::text, $9::text, now() FROM held
), woken AS (
  UPDATE run_step SET status = forward_status(status, 'PROCESSED'), updated_at = $3::timestamptz
  WHERE run_id IN (SELECT id FROM fenced) AND "order" <> $2::int AND status = 'WAITING' AND EXISTS (SELECT 1 FROM held)
), moved AS (
  UPDATE run SET status = forward_status(status, 'PROCESSING'), updated_at = $3::timestamptz
  WHERE id IN (SELECT id FROM fenced) AND EXISTS (SELECT 1 FROM held)
)
SELECT EXISTS (SELECT 1 FROM fenced) AS open, (SELECT attempt FROM held) AS claimed, d.status, d.attempt,
  extract(epoch FROM coalesce(d.retry_at, d.lease_until) - now())::float8 * 1000 AS wait_ms
FROM (SELECT 1) AS one LEFT JOIN delivery d ON d.message_id = $12::text AND d.channel = $5::text`;

/** The ledger on PostgreSQL. */
export class DatabaseLedger extends Ledger {
  constructor(readonly pool: pg.Pool) {
    super();
  }

  async claim({ call, context, message, rendition, provider, leaseMs }: ClaimRequest): Promise<Claim> {
    const { rows } = await this.pool.query<ClaimRow>(CLAIM, [
      call.runId,
      call.order,
      new Date(call.at),
      JSON.stringify(context),
      rendition.channel,
      rendition.address,
      JSON.stringify(rendition.rendered),
      provider.id,
      provider.provider,
      leaseMs,
      provider.guarantee,
      ...messageParameters(message),
    ]);
    return claimOf(rows[0] as ClaimRow, provider.guarantee);
  }

  async settle(settlement: Settlement): Promise<void> {
    await this.pool.query(SETTLE, settleParameters(settlement));
  }
}

interface ClaimRow {
  open: boolean;
  claimed: number | null;
  status: string | null;
  attempt: number | null;
  wait_ms: number | null;
}

/** The statement sees the delivery as it was before: what it could have claimed and did not, another claim took meanwhile. */
function claimOf({ open, claimed, status, attempt, wait_ms }: ClaimRow, guarantee: string): Claim {
  if (!open) return { kind: 'closed' };
  if (claimed !== null) return { kind: 'claimed', attempt: claimed };
  const wait = wait_ms ?? 0;
  if (status === 'sent' || status === 'refused') return { kind: 'settled', status, attempt: attempt ?? 0 };
  const isUnknown = status === 'unknown' || (status === 'claimed' && wait < 0);
  if (isUnknown && guarantee === 'at-most-once') return { kind: 'settled', status: 'unknown', attempt: attempt ?? 0 };
  return { kind: 'busy', retryInMs: isUnknown ? 0 : Math.max(wait, 0) };
}
