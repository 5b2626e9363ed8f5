import type { Database } from '../database.ts';
import { PATIENCE, putOff } from '../patience.ts';
import { ENDED, endParameters, type MessageEnd } from './message-end.ts';

/** A message that should have gone on by now. */
export interface DueMessage {
  id: string;
  environmentId: string;
}

/** Takes the next due messages for this process and puts their next check off, the longer the longer they wait. */
const TAKE = `
WITH due AS (
  SELECT id FROM message WHERE check_after < now() ORDER BY check_after LIMIT $1 FOR UPDATE SKIP LOCKED
)
UPDATE message SET check_after = CASE WHEN status <> 'CANCELED'
  THEN now() + ${putOff('now() - enqueued_at', PATIENCE)} END
FROM due WHERE message.id = due.id
RETURNING message.id, environment_id AS "environmentId", status`;

const END = `UPDATE message SET check_after = NULL, ${ENDED} WHERE id = $1 AND check_after IS NOT NULL RETURNING id`;

/** What the reconciler asks and tells the rows of messages that wait. */
export class MessageChecks {
  constructor(private readonly database: Database) {}

  /** Messages another reconciler holds are skipped; canceled ones are not looked after any more. */
  async take(most: number): Promise<DueMessage[]> {
    const taken = await this.database.query<{ id: string; environmentId: string; status: string }>(TAKE, [most]);
    return taken.filter(({ status }) => status !== 'CANCELED');
  }

  /** Ends a message that Temporal no longer carries; one that is over by now stays as it is, which gives false. */
  async end(id: string, end: MessageEnd): Promise<boolean> {
    return (await this.database.query(END, [id, ...endParameters(end)])).length > 0;
  }
}
