import type { Database } from '../database.ts';
import { BY_MESSAGE_ID } from '../lists/list-send-message-sql.ts';
import { OPEN, PENDING } from '../statuses-sql.ts';
import { KEPT } from './kept-runs.ts';

/** What a canceled run and its current step keep as their reason. */
const REASON = 'canceled by a request';

/** In the order in which every cancel locks runs, so that two never wait for each other. */
const BY_TOKEN = `
WITH locked AS (
  SELECT id FROM run WHERE environment_id = $1 AND cancelation_token = $2 AND status IN ${OPEN} ORDER BY id FOR UPDATE
)
SELECT cancel_runs(ARRAY(SELECT id FROM locked), $3, $4) AS canceled`;

const BY_ID = `
WITH locked AS (
  SELECT r.id, r.status FROM run r WHERE r.environment_id = $1 AND r.kind = $2 AND r.id = $3 AND ${KEPT} FOR UPDATE
)
SELECT status, cancel_runs(ARRAY[id], $4, $5) AS canceled FROM locked`;

/** Also what goes on after its run is over. */
const BY_REQUEST = `
WITH locked AS (
  SELECT r.id FROM run r WHERE r.environment_id = $1 AND r.kind = 'message' AND r.source = ARRAY['send'] AND r.id = $2 AND ${KEPT} FOR UPDATE
)
SELECT cancel_runs(ARRAY[id], $3, $4) AS canceled,
  cancel_messages(ARRAY(SELECT m.id FROM message m WHERE m.run_id = locked.id AND m.status IN ${PENDING}), $3)
FROM locked`;

/** Until everyone was tried it belongs to its run, and is canceled with that. */
const LOCK_LIST_SEND = `
SELECT r.id, l.step_order AS "order" FROM list_send l JOIN run r ON r.id = l.run_id
WHERE ${BY_MESSAGE_ID} AND (l.claimed_at IS NOT NULL OR r.status NOT IN ${OPEN}) FOR UPDATE OF r`;

const PENDING_OF_STEP = `SELECT id FROM message WHERE run_id = $1 AND step_order = $2::int AND status IN ${PENDING}`;

/** Cancels runs, and what is still to be sent, for a request: what it gives is how things stand. §10 */
export class RunCancelations {
  constructor(private readonly database: Database) {}

  /** All open runs that carry the token; gives their ids. J-61, J-69 */
  async byToken(environmentId: string, token: string): Promise<readonly string[]> {
    const parameters = [environmentId, token, new Date(), REASON];
    const [row] = await this.database.query<{ canceled: string[] }>(BY_TOKEN, parameters);
    return row?.canceled ?? [];
  }

  /** What is still to be sent of a request to send; gives its run if that was open. */
  async byRequest(environmentId: string, runId: string): Promise<readonly string[]> {
    const parameters = [environmentId, runId, new Date(), REASON];
    const [row] = await this.database.query<{ canceled: string[] }>(BY_REQUEST, parameters);
    return row?.canceled ?? [];
  }

  /** What is still to be sent of a step's send to a list, by the id that the step shows: how many messages were canceled. */
  byListSend(environmentId: string, messageId: string): Promise<number> {
    return this.database.transaction(async (client) => {
      const { rows: sends } = await client.query(LOCK_LIST_SEND, [environmentId, messageId]);
      const [send] = sends;
      if (!send) return 0;
      const { rows } = await client.query<{ id: string }>(PENDING_OF_STEP, [send.id, send.order]);
      const ids = rows.map(({ id }) => id);
      await client.query('SELECT cancel_messages($1, $2)', [ids, new Date()]);
      const canceled = await client.query(`SELECT FROM message WHERE id = ANY($1) AND status = 'CANCELED'`, [ids]);
      return canceled.rows.length;
    });
  }

  /** One run of a kind: its status by now, and itself in `canceled` if it was open; undefined when there is none. J-62, J-67 */
  async byId(environmentId: string, kind: 'automation' | 'journey', runId: string): Promise<Canceled | undefined> {
    const parameters = [environmentId, kind, runId, new Date(), REASON];
    const [row] = await this.database.query<Canceled>(BY_ID, parameters);
    return row && { ...row, status: row.canceled.length > 0 ? 'CANCELED' : row.status };
  }
}

type Canceled = { status: string; canceled: readonly string[] };
