import type { Database } from '../database.ts';
import { KEPT, RETENTION } from './kept-runs.ts';

/** At a time; a send to a list alone can have a hundred thousand messages. */
const RUNS = 100;
const MESSAGES = 1_000;

/**
 * Nothing of it goes on any more: neither its workflow, which a cancel may not have reached, nor a message or list that waits,
 * nor a batch that its data are still in.
 */
const IS_OVER = `NOT ${KEPT} AND (r.status <> 'CANCELED' OR r.check_after IS NULL)
  AND NOT EXISTS (SELECT FROM message m WHERE m.run_id = r.id AND m.check_after IS NOT NULL)
  AND NOT EXISTS (SELECT FROM list_send s WHERE s.run_id = r.id AND s.check_after IS NOT NULL)
  AND NOT EXISTS (SELECT FROM batch_item i WHERE i.run_id = r.id)`;

/** Each environment's oldest, by the index of its pages. */
const OLD = `
WITH old AS (
  SELECT found.id FROM environment e CROSS JOIN unnest(ARRAY['automation', 'journey', 'message']) AS kinds(kind)
  CROSS JOIN LATERAL (
    SELECT r.id FROM run r
    WHERE r.environment_id = e.id AND r.kind = kinds.kind AND r.created_at <= now() - ${RETENTION} AND ${IS_OVER}
    ORDER BY r.created_at, r.id LIMIT ${RUNS}
  ) AS found LIMIT ${RUNS}
)`;

/** With their deliveries and attempts. */
const FORGET_MESSAGES = `${OLD}
DELETE FROM message WHERE id IN (SELECT m.id FROM old JOIN message m ON m.run_id = old.id LIMIT ${MESSAGES})`;

/** With their steps and sends to lists. */
const FORGET_RUNS = `${OLD}
DELETE FROM run WHERE id IN (SELECT id FROM old) AND NOT EXISTS (SELECT FROM message m WHERE m.run_id = run.id)`;

/** They count for no throttle any more, whether their runs are still kept or not. */
const FORGET_PASSES = `
DELETE FROM throttle_pass WHERE (run_id, step_order) IN (SELECT run_id, step_order FROM throttle_pass WHERE expires_at < now() LIMIT ${MESSAGES})`;

/** Runs that nobody can ask for any more. J-51 */
export class OldRuns {
  constructor(private readonly database: Pick<Database, 'pool'>) {}

  /** Deletes a few of them, their messages first, and passes that are over; gives how many rows went: none when none is left. */
  async forget(): Promise<number> {
    const messages = await this.database.pool.query(FORGET_MESSAGES);
    const runs = await this.database.pool.query(FORGET_RUNS);
    const passes = await this.database.pool.query(FORGET_PASSES);
    return [messages, runs, passes].reduce((sum, { rowCount }) => sum + (rowCount ?? 0), 0);
  }
}
