import type pg from 'pg';

import {
  type Claim,
  type ClaimRequest,
  Ledger,
  type NewMessage,
  type PendingClaimRequest,
  type Settlement,
} from '../../../activities/ports/ledger.ts';
import type { MessageCall } from '../../../workflows/contracts/step-activities.ts';
import {
  CLAIM,
  CLAIM_PENDING,
  claimParameters,
  END_PENDING,
  endParameters,
  pendingClaimParameters,
} from './claim-sql.ts';
import { SETTLE, settleParameters } from './settle-sql.ts';

const WANTED = `
SELECT FROM message LEFT JOIN run ON run.id = message.run_id
WHERE message.id = $1 AND message.status <> 'CANCELED' AND run.status IS DISTINCT FROM 'CANCELED'`;

/** The ledger on PostgreSQL. */
export class DatabaseLedger extends Ledger {
  constructor(readonly pool: pg.Pool) {
    super();
  }

  async claim(request: ClaimRequest): Promise<Claim> {
    const { rows } = await this.pool.query<ClaimRow>(CLAIM, claimParameters(request));
    return claimOf(rows[0] as ClaimRow, request.provider.guarantee);
  }

  async claimPending(request: PendingClaimRequest): Promise<Claim> {
    const { rows } = await this.pool.query<ClaimRow>(CLAIM_PENDING, pendingClaimParameters(request));
    return claimOf(rows[0] as ClaimRow, request.provider.guarantee);
  }

  async end(call: MessageCall, message: NewMessage): Promise<void> {
    await this.pool.query(END_PENDING, endParameters(call, message));
  }

  async isWanted(messageId: string): Promise<boolean> {
    const { rows } = await this.pool.query(WANTED, [messageId]);
    return rows.length > 0;
  }

  async settle(settlement: Settlement): Promise<boolean> {
    const { rows } = await this.pool.query<{ moved: boolean }>(SETTLE, settleParameters(settlement));
    return rows[0]?.moved ?? false;
  }
}

interface ClaimRow {
  open: boolean;
  /** The message was not canceled. */
  going: boolean;
  claimed: number | null;
  status: string | null;
  attempt: number | null;
  wait_ms: number | null;
}

/** The statement sees the delivery as it was before: what it could have claimed and did not, another claim took meanwhile. */
function claimOf({ open, going, claimed, status, attempt, wait_ms }: ClaimRow, guarantee: string): Claim {
  if (!open) return { kind: 'closed' };
  if (!going) return { kind: 'canceled' };
  if (claimed !== null) return { kind: 'claimed', attempt: claimed };
  const wait = wait_ms ?? 0;
  if (status === 'sent' || status === 'refused') return { kind: 'settled', status, attempt: attempt ?? 0 };
  const isUnknown = status === 'unknown' || (status === 'claimed' && wait < 0);
  if (isUnknown && guarantee === 'at-most-once') return { kind: 'settled', status: 'unknown', attempt: attempt ?? 0 };
  return { kind: 'busy', retryInMs: isUnknown ? 0 : Math.max(wait, 0) };
}
