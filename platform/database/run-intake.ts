import type pg from 'pg';

import type { Plan } from '../../language/plan.ts';
import type { RunData } from '../../language/scope.ts';
import type { Database } from './database.ts';
import { ACCEPTED, RUN_COLUMNS } from './run-sql.ts';

/** A run as it is accepted. */
export interface NewRun {
  id: string;
  environmentId: string;
  /** Runs of a single message are hidden from the lists of runs. */
  kind: 'automation' | 'message';
  /** What started it. */
  source: string[];
  /** The saved automation it is a run of. */
  automationId?: string;
  cancelationToken?: string;
  /** Providers are not called for it (W-23). */
  mock: boolean;
  context: RunData;
  plan: Plan;
}

const INSERT = `
INSERT INTO run (${RUN_COLUMNS})
VALUES ($1, $2, $3, $4::text[], $5, 0, $6, $7, $8::jsonb, $9::jsonb, ${ACCEPTED})
ON CONFLICT (id) DO NOTHING`;

const LOCK_MESSAGE = 'SELECT 1 FROM message WHERE environment_id = $1 AND id = $2 FOR UPDATE';

const LAST_RESEND = `
SELECT extract(epoch FROM created_at + $3::float8 * interval '1 millisecond' - now())::float8 * 1000 AS wait_ms FROM run
WHERE environment_id = $1 AND kind = 'message' AND source = ARRAY[$2::text] AND created_at > now() - $3::float8 * interval '1 millisecond'
  AND NOT EXISTS (SELECT FROM run WHERE id = $4)
ORDER BY created_at DESC LIMIT 1`;

/** Writes the rows of accepted runs. Once a row is committed its run will be executed: the reconciler finds it. */
export class RunIntake {
  constructor(private readonly database: Database) {}

  /** One statement. False when a run was accepted under this id before (W-44). */
  async accept(run: NewRun): Promise<boolean> {
    return this.#insert(this.database.pool, run);
  }

  /**
   * Accepts the run that sends a message once more, unless another such run was accepted within `windowMs`: then it gives how
   * many milliseconds to wait. A run that was accepted under this id before is no other, and left as it is. W-32, W-44
   */
  async acceptResend(messageId: string, run: NewRun, windowMs: number): Promise<{ isNew: boolean; waitMs?: number }> {
    return this.database.transaction(async (client) => {
      // In a statement of its own: the next one must see what the holder of the lock committed.
      await client.query(LOCK_MESSAGE, [run.environmentId, messageId]);
      const { rows } = await client.query(LAST_RESEND, [run.environmentId, run.source[0], windowMs, run.id]);
      if (rows[0]) return { isNew: false, waitMs: Number(rows[0].wait_ms) };
      return { isNew: await this.#insert(client, run) };
    });
  }

  async #insert(on: pg.Pool | pg.PoolClient, run: NewRun): Promise<boolean> {
    const { rowCount } = await on.query(INSERT, [
      run.id,
      run.environmentId,
      run.kind,
      run.source,
      run.automationId ?? null,
      run.cancelationToken ?? null,
      run.mock,
      JSON.stringify(run.context),
      JSON.stringify(run.plan),
    ]);
    return rowCount === 1;
  }
}
