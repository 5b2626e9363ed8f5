import type { Database } from '../database.ts';

/** A send to a list whose workflow should have tried again by now. */
export interface DueListSend {
  environmentId: string;
  runId: string;
  order: number;
  messageId: string;
}

const TAKE = `
WITH due AS (
  SELECT run_id, step_order FROM list_send WHERE check_after < now() ORDER BY check_after LIMIT $1 FOR UPDATE SKIP LOCKED
)
UPDATE list_send l SET check_after = now() + interval '1 minute' FROM due
WHERE l.run_id = due.run_id AND l.step_order = due.step_order
RETURNING l.environment_id AS "environmentId", l.run_id AS "runId", l.step_order AS "order", l.message_id AS "messageId"`;

/** What the reconciler asks of sends to lists that have something to try again. */
export class ListSendChecks {
  constructor(private readonly database: Database) {}

  /** Puts their next check off; those another reconciler holds are skipped. */
  async take(most: number): Promise<DueListSend[]> {
    return this.database.query<DueListSend>(TAKE, [most]);
  }
}
