import type { Database } from '../database.ts';
import { RETENTION } from '../runs/kept-runs.ts';
import { WINDOW } from './accept-sql.ts';

/** So many rows go with one statement. */
const ROWS = 1_000;

/** Of each environment, by the index of its pages. What still waits stays. */
const FORGET_EVENTS = `
DELETE FROM inbound_event WHERE id IN (
  SELECT old.id FROM environment e CROSS JOIN LATERAL (
    SELECT id FROM inbound_event WHERE environment_id = e.id AND received_at < now() - ${RETENTION} AND status <> 'WAITING'
    ORDER BY received_at LIMIT ${ROWS}
  ) AS old LIMIT ${ROWS}
)`;

/** They say nothing any more, whatever a clock says: another event of the same id is another one by now. E-02 */
const FORGET_MESSAGE_IDS = `
DELETE FROM inbound_message_id WHERE (environment_id, message_id) IN (
  SELECT environment_id, message_id FROM inbound_message_id WHERE received_at < now() - ${WINDOW} - interval '1 hour' LIMIT ${ROWS}
)`;

const FORGET_SHAPES = `
DELETE FROM inbound_event_shape WHERE (environment_id, type, webhook, name, path, detected) IN (
  SELECT environment_id, type, webhook, name, path, detected FROM inbound_event_shape WHERE last_seen_at < now() - ${RETENTION} LIMIT ${ROWS}
)`;

/** Events that nobody can ask for any more, and what was remembered of them. */
export class OldEvents {
  constructor(private readonly database: Pick<Database, 'pool'>) {}

  /** Deletes the next few of each kind: how many rows went, and, while any did, that there is more to look at. */
  async forget(): Promise<{ rows: number; next?: true }> {
    let rows = 0;
    for (const statement of [FORGET_EVENTS, FORGET_MESSAGE_IDS, FORGET_SHAPES])
      rows += (await this.database.pool.query(statement)).rowCount ?? 0;
    return { rows, ...(rows > 0 && { next: true }) };
  }
}
