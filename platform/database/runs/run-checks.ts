import type { Plan } from '../../../language/plan.ts';
import type { Database } from '../database.ts';
import { giveUp } from '../messages/message-sql.ts';
import { putOff, RUN_PATIENCE } from '../patience.ts';
import { OPEN } from '../statuses-sql.ts';
import { CANCEL_AS_IN_TEMPORAL } from './cancel-as-in-temporal.ts';

/** An open or canceled run that is due for a comparison with Temporal. */
export interface DueRun {
  id: string;
  status: string;
  environmentId: string;
  kind: 'automation' | 'journey' | 'message';
  automationId: string | null;
  recipient: string | null;
  cancelationToken: string | null;
  /** Present as long as no step of it was reached: it may not have been started. */
  plan: Plan | null;
}

/**
 * Takes the next due runs for this process and puts their next check off: one that may not have been started is looked at
 * again soon, one under way the more seldom the older it is, a canceled one the longer ago that was.
 */
const TAKE = `
WITH due AS (
  SELECT id FROM run WHERE status IN ('CANCELED', 'NOT PROCESSED', 'PROCESSING', 'WAITING') AND check_after < now() ORDER BY check_after LIMIT $1 FOR UPDATE SKIP LOCKED
)
UPDATE run SET check_after = now() + CASE
  WHEN status = 'NOT PROCESSED' THEN ${RUN_PATIENCE}
  ELSE ${putOff("now() - CASE status WHEN 'CANCELED' THEN updated_at ELSE created_at END", RUN_PATIENCE)} END
FROM due WHERE run.id = due.id
RETURNING run.id, status, environment_id AS "environmentId", kind, automation_id AS "automationId",
  context ->> 'recipient' AS recipient, cancelation_token AS "cancelationToken",
  CASE WHEN status = 'NOT PROCESSED' THEN plan END AS plan`;

const PUT_OFF = `
UPDATE run SET check_after = now() + ${putOff('now() - created_at', RUN_PATIENCE)} WHERE id = $1 AND status = 'NOT PROCESSED'`;

const END = `
WITH ended AS (
  UPDATE run SET status = forward_status(status, 'ERROR'), reason = $2, updated_at = now() WHERE id = $1 AND status IN ${OPEN} RETURNING id
), given_up AS (${giveUp({ which: 'run_id IN (SELECT id FROM ended)', at: 'now()', why: '$2::text' })}
), broken AS (
  UPDATE run_step SET status = forward_status(status, 'ERROR'), context = context || jsonb_build_object('reason', $2::text), updated_at = now()
  WHERE run_id IN (SELECT id FROM ended) AND status IN ('PROCESSING', 'WAITING')
)
SELECT id FROM ended`;

/** Ends once more what a canceled run left behind, such as a step whose worker was lost while it asked a provider. */
const SWEEP = `
WITH locked AS (
  SELECT id, reason FROM run WHERE id = $1 AND status = 'CANCELED' FOR UPDATE
)
SELECT cancel_runs(ARRAY[id], now(), coalesce(reason, 'canceled')) FROM locked`;

/** Not while a step is still to be swept. */
const CLOSE = `
UPDATE run SET check_after = NULL WHERE id = $1 AND status = 'CANCELED'
  AND NOT EXISTS (SELECT FROM run_step WHERE run_id = $1 AND status IN ('PROCESSING', 'WAITING'))`;

/** What the reconciler asks and tells the runs' rows. */
export class RunChecks {
  constructor(private readonly database: Database) {}

  /** Runs another reconciler holds are skipped. */
  async take(most: number): Promise<DueRun[]> {
    return this.database.query<DueRun>(TAKE, [most]);
  }

  /** Looks no sooner after a run whose first step is still to come than after one under way: its workflow is there, and waits. */
  async putOff(runId: string): Promise<void> {
    await this.database.query(PUT_OFF, [runId]);
  }

  /**
   * Ends as ERROR a run that Temporal no longer carries; the run, its current step and what it did not come to keep the reason.
   * False when it had ended by now, as one does whose workflow is closed.
   */
  async end(runId: string, reason: string): Promise<boolean> {
    return (await this.database.query(END, [runId, reason])).length > 0;
  }

  /** Cancels a run whose workflow was canceled without its row being told; false when it had ended by now. */
  async cancel(runId: string): Promise<boolean> {
    const [row] = await this.database.query<{ moved: boolean }>(CANCEL_AS_IN_TEMPORAL, [runId, new Date()]);
    return row?.moved ?? false;
  }

  /** Checks a canceled run no more, once nothing of it is under way: its workflow is closed. */
  async close(runId: string): Promise<void> {
    await this.database.query(SWEEP, [runId]);
    await this.database.query(CLOSE, [runId]);
  }
}
