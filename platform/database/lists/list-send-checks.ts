import type { Database } from '../database.ts';
import { ENDED, endParameters, type MessageEnd } from '../messages/message-end.ts';
import { PATIENCE } from '../patience.ts';
import { PENDING } from '../statuses-sql.ts';

/** So many messages end at a time: a list may have left a hundred thousand. */
const MOST_ENDED = 1_000;

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
UPDATE list_send l SET check_after = now() + ${PATIENCE} FROM due
WHERE l.run_id = due.run_id AND l.step_order = due.step_order
RETURNING l.environment_id AS "environmentId", l.run_id AS "runId", l.step_order AS "order", l.message_id AS "messageId"`;

/** The run's row is locked first, as by the claims of a page that may be under way. */
const END_SOME = `
WITH locked AS (
  SELECT id FROM run WHERE id = $1 FOR UPDATE
)
UPDATE message SET ${ENDED} WHERE id IN (
  SELECT m.id FROM message m JOIN locked ON m.run_id = locked.id WHERE m.step_order = $5::int AND m.status IN ${PENDING} LIMIT ${MOST_ENDED})
RETURNING id`;

const CLOSE = `UPDATE list_send SET check_after = NULL WHERE run_id = $1 AND step_order = $2::int`;

/** What the reconciler asks and tells sends to lists that have something to try again. */
export class ListSendChecks {
  constructor(private readonly database: Database) {}

  /** Puts their next check off; those another reconciler holds are skipped. */
  async take(most: number): Promise<DueListSend[]> {
    return this.database.query<DueListSend>(TAKE, [most]);
  }

  /** Ends what of a send is pending and Temporal no longer carries; false when nothing was, by now. */
  async end({ runId, order }: DueListSend, end: MessageEnd): Promise<boolean> {
    let [all, some] = [0, 0];
    do {
      const ended = await this.database.query(END_SOME, [runId, ...endParameters(end), order]);
      some = ended.length;
      all += some;
    } while (some === MOST_ENDED);
    await this.database.query(CLOSE, [runId, order]);
    return all > 0;
  }
}
