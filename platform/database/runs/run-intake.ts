import type pg from 'pg';

import type { NewMessage } from '../../../activities/ports/ledger.ts';
import type { NewRun } from '../../../activities/ports/new-run.ts';
import type { Database } from '../database.ts';
import { COPY, ENQUEUE, LAST_RESEND, LOCK_MESSAGE } from '../messages/resend-sql.ts';
import { RunBacklog } from './run-backlog.ts';
import { ACCEPTED, RUN_COLUMNS } from './run-sql.ts';

const INSERT = `
INSERT INTO run (${RUN_COLUMNS})
VALUES ($1, $2, $3, $4::text[], $5, 0, $6, $7, $8::jsonb, $9::jsonb, ${ACCEPTED})
ON CONFLICT (id) DO NOTHING`;

/** With its messages, which can be looked at from then on. */
const INSERT_WITH_MESSAGES = `
WITH accepted AS (${INSERT} RETURNING id, environment_id)
INSERT INTO message (id, environment_id, run_id, step_order, recipient, status, tags, trace_id, history, enqueued_at, updated_at)
SELECT m.id, environment_id, accepted.id, m."order", m.recipient, m.status, m.tags, m."traceId", m.history, now(), now()
FROM accepted, jsonb_to_recordset($10::jsonb)
  AS m(id text, "order" int, recipient text, status text, tags text[], "traceId" text, history jsonb)`;

/**
 * Writes the rows of accepted runs. Once a row is committed its run will be executed: the reconciler finds it. Every method
 * throws BacklogFull while too many runs wait.
 */
export class RunIntake {
  constructor(
    private readonly database: Database,
    private readonly backlog = new RunBacklog(database),
  ) {}

  /** One statement. False when a run was accepted under this id before (W-44). */
  async accept(run: NewRun): Promise<boolean> {
    this.backlog.check();
    return this.#insert(this.database.pool, run);
  }

  /** The same for a run of kind `message`, with the messages of its steps. */
  async acceptMessages(run: NewRun, messages: readonly (NewMessage & { order: number })[]): Promise<boolean> {
    if (messages.length === 0) return this.accept(run);
    this.backlog.check();
    const values = [...parametersOf(run), JSON.stringify(messages)];
    const { rowCount } = await this.database.pool.query(INSERT_WITH_MESSAGES, values);
    return rowCount === messages.length;
  }

  /**
   * Accepts the run that sends a message once more, with its message, unless another such run was accepted within `windowMs`:
   * then it gives how many milliseconds to wait. A run that was accepted under this id before is no other, and left as it is.
   * W-32, W-44
   */
  async acceptResend(
    run: NewRun,
    { of, as, isRendered, windowMs }: Resend,
  ): Promise<{ isNew: boolean; waitMs?: number }> {
    this.backlog.check();
    return this.database.transaction(async (client) => {
      // In a statement of its own: the next one must see what the holder of the lock committed.
      await client.query(LOCK_MESSAGE, [run.environmentId, of]);
      const { rows } = await client.query(LAST_RESEND, [run.environmentId, run.source[0], windowMs, run.id]);
      if (rows[0]) return { isNew: false, waitMs: Number(rows[0].wait_ms) };
      const isNew = await this.#insert(client, run);
      if (isNew) await client.query(isRendered ? COPY : ENQUEUE, [run.environmentId, run.id, as, of]);
      return { isNew };
    });
  }

  async #insert(on: pg.Pool | pg.PoolClient, run: NewRun): Promise<boolean> {
    const { rowCount } = await on.query(INSERT, parametersOf(run));
    return rowCount === 1;
  }
}

interface Resend {
  /** The message that is sent once more. */
  of: string;
  /** The new message's id. */
  as: string;
  /** It is sent as it was rendered, and not composed anew. */
  isRendered: boolean;
  windowMs: number;
}

function parametersOf(run: NewRun): unknown[] {
  return [
    run.id,
    run.environmentId,
    run.kind,
    run.source,
    run.automationId ?? null,
    run.cancelationToken ?? null,
    run.mock,
    JSON.stringify(run.context),
    JSON.stringify(run.plan),
  ];
}
