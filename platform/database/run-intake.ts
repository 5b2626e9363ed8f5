import type pg from 'pg';

import type { Plan } from '../../language/plan.ts';
import type { RunData } from '../../language/scope.ts';
import type { Database } from './database.ts';

/** A run as it is accepted. */
export interface NewRun {
  id: string;
  environmentId: string;
  /** Runs of a single message are hidden from the lists of runs. */
  kind: 'automation' | 'message';
  /** What started it. */
  source: string[];
  cancelationToken?: string;
  /** Providers are not called for it (W-23). */
  mock: boolean;
  context: RunData;
  plan: Plan;
}

const INSERT = `
INSERT INTO run (id, environment_id, kind, status, source, cancelation_token, mock, context, plan, created_at, updated_at, check_after)
VALUES ($1, $2, $3, 'NOT PROCESSED', $4::text[], $5, $6, $7::jsonb, $8::jsonb, now(), now(), now() + interval '5 seconds')`;

const LOCK_MESSAGE = 'SELECT 1 FROM message WHERE environment_id = $1 AND id = $2 FOR UPDATE';

const LAST_RESEND = `
SELECT extract(epoch FROM created_at + $3::float8 * interval '1 millisecond' - now())::float8 * 1000 AS wait_ms FROM run
WHERE environment_id = $1 AND kind = 'message' AND source = ARRAY[$2::text] AND created_at > now() - $3::float8 * interval '1 millisecond'
ORDER BY created_at DESC LIMIT 1`;

/** Writes the rows of accepted runs. Once a row is committed its run will be executed: the reconciler finds it. */
export class RunIntake {
  constructor(private readonly database: Database) {}

  /** One statement. */
  async accept(run: NewRun): Promise<void> {
    await this.#insert(this.database.pool, run);
  }

  /**
   * Accepts the run that sends a message once more, unless another such run was accepted within `windowMs`.
   * Returns how many milliseconds to wait then. W-32
   */
  async acceptResend(messageId: string, run: NewRun, windowMs: number): Promise<number | undefined> {
    return this.database.transaction(async (client) => {
      // In a statement of its own: the next one must see what the holder of the lock committed.
      await client.query(LOCK_MESSAGE, [run.environmentId, messageId]);
      const { rows } = await client.query(LAST_RESEND, [run.environmentId, run.source[0], windowMs]);
      if (rows[0]) return Number(rows[0].wait_ms);
      await this.#insert(client, run);
      return undefined;
    });
  }

  async #insert(on: pg.Pool | pg.PoolClient, run: NewRun): Promise<void> {
    await on.query(INSERT, [
      run.id,
      run.environmentId,
      run.kind,
      run.source,
      run.cancelationToken ?? null,
      run.mock,
      JSON.stringify(run.context),
      JSON.stringify(run.plan),
    ]);
  }
}
