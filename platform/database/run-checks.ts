import type { Plan } from '../../language/plan.ts';
import type { Database } from './database.ts';
import { OPEN } from './open-statuses.ts';

/** An open run that is due for a comparison with Temporal. */
export interface DueRun {
  id: string;
  environment_id: string;
  kind: 'automation' | 'message';
  automation_id: string | null;
  recipient: string | null;
  cancelation_token: string | null;
  /** Present as long as no step of it was reached: it may not have been started. */
  plan: Plan | null;
}

/**
 * Takes the next due runs for this process and puts their next check off: an unstarted one is looked at again at once,
 * one under way the more seldom the older it is.
 */
const TAKE = `
WITH due AS (
  SELECT id FROM run WHERE status IN ${OPEN} AND check_after < now() ORDER BY check_after LIMIT $1 FOR UPDATE SKIP LOCKED
)
UPDATE run SET check_after = now() + CASE
  WHEN status = 'NOT PROCESSED' THEN interval '5 seconds'
  ELSE least(greatest(now() - created_at, interval '5 seconds'), interval '10 minutes') END
FROM due WHERE run.id = due.id
RETURNING run.id, environment_id, kind, automation_id, context ->> 'recipient' AS recipient, cancelation_token,
  CASE WHEN status = 'NOT PROCESSED' THEN plan END AS plan`;

const END = `
WITH ended AS (
  UPDATE run SET status = forward_status(status, $2), reason = $3, updated_at = now() WHERE id = $1 AND status IN ${OPEN} RETURNING id
)
UPDATE run_step SET status = forward_status(status, $2), context = context || jsonb_build_object('reason', $3::text), updated_at = now()
WHERE run_id IN (SELECT id FROM ended) AND status IN ('PROCESSING', 'WAITING')`;

/** What the reconciler asks and tells the runs' rows. */
export class RunChecks {
  constructor(private readonly database: Database) {}

  /** Runs another reconciler holds are skipped. */
  async take(most: number): Promise<DueRun[]> {
    return this.database.query<DueRun & { [column: string]: unknown }>(TAKE, [most]);
  }

  /** Ends a run that Temporal no longer carries; the run and its current step keep the reason. */
  async end(runId: string, status: 'ERROR' | 'CANCELED', reason: string): Promise<void> {
    await this.database.query(END, [runId, status, reason]);
  }
}
