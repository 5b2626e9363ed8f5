import type { Database } from '../database.ts';
import { KEPT, RETENTION } from './kept-runs.ts';

/** At a time; a send to a list alone can have a hundred thousand messages. */
const RUNS = 100;
const MESSAGES = 1_000;

/** Nothing of it goes on any more: neither its workflow, which a cancel may not have reached, nor a message or list that waits. */
const IS_OVER = `NOT ${KEPT} AND (r.status <> 'CANCELED' OR r.check_after IS NULL)
  AND NOT EXISTS (SELECT FROM message m WHERE m.run_id = r.id AND m.check_after IS NOT NULL)
  AND NOT EXISTS (SELECT FROM list_send s WHERE s.run_id = r.id AND s.check_after IS NOT NULL)`;

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

/** Runs that nobody can ask for any more. J-51 */
export class OldRuns {
  constructor(private readonly database: Pick<Database, 'pool'>) {}

  /** Deletes a few of them, their messages first; gives how many rows of both went: none when no such run is left. */
  async forget(): Promise<number> {
    const messages = await this.database.pool.query(FORGET_MESSAGES);
    const runs = await this.database.pool.query(FORGET_RUNS);
    return (messages.rowCount ?? 0) + (runs.rowCount ?? 0);
  }
}
