import type { StepCall } from '../../../workflows/contracts/step-activities.ts';
import type { Database } from '../database.ts';
import { putOff, RUN_PATIENCE } from '../patience.ts';

/** A step whose window is full, and that has not released it yet. */
export type DueBatch = Pick<StepCall, 'runId' | 'order'>;

/** Takes the next due windows for this process and puts their next check off; one that nobody waits for is looked at no more. */
const TAKE = `
WITH due AS (
  SELECT run_id, step_order FROM batch_window WHERE check_after < now() ORDER BY check_after LIMIT $1 FOR UPDATE SKIP LOCKED
)
UPDATE batch_window w SET check_after = CASE WHEN EXISTS (
  SELECT FROM run_step s WHERE s.run_id = w.run_id AND s."order" = w.step_order AND s.status = 'WAITING'
) THEN now() + ${putOff('now() - w.closed_at', RUN_PATIENCE)} END
FROM due WHERE w.run_id = due.run_id AND w.step_order = due.step_order
RETURNING w.run_id AS "runId", w.step_order AS "order", w.check_after IS NOT NULL AS "isAwaited"`;

/** What the reconciler asks the rows of batches that are full. */
export class BatchChecks {
  constructor(private readonly database: Database) {}

  /** Windows another reconciler holds are skipped. */
  async take(most: number): Promise<DueBatch[]> {
    const taken = await this.database.query<DueBatch & { isAwaited: boolean }>(TAKE, [most]);
    return taken.filter(({ isAwaited }) => isAwaited);
  }
}
