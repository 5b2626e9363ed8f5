import type { Database } from '../database.ts';
import { PENDING } from '../statuses-sql.ts';

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
  THEN now() + least(greatest(now() - enqueued_at, interval '1 minute'), interval '10 minutes') END
FROM due WHERE message.id = due.id
RETURNING message.id, environment_id AS "environmentId", status`;

/** One that went out on another channel is not pending: it stays as far as it got. */
const IS_PENDING = `status IN ${PENDING}`;

const END = `
UPDATE message SET check_after = NULL, updated_at = now(), status = CASE WHEN ${IS_PENDING} THEN $2 ELSE status END,
  reason = CASE WHEN ${IS_PENDING} THEN $3 ELSE reason END, error = CASE WHEN ${IS_PENDING} THEN $4 ELSE error END,
  history = CASE WHEN ${IS_PENDING} THEN history || jsonb_build_array(
    jsonb_build_object('type', $2::text, 'ts', (extract(epoch FROM now()) * 1000)::bigint)) ELSE history END
WHERE id = $1 AND check_after IS NOT NULL RETURNING id`;

/** What the reconciler asks and tells the rows of messages that wait. */
export class MessageChecks {
  constructor(private readonly database: Database) {}

  /** Messages another reconciler holds are skipped; canceled ones are not looked after any more. */
  async take(most: number): Promise<DueMessage[]> {
    const taken = await this.database.query<{ id: string; environmentId: string; status: string }>(TAKE, [most]);
    return taken.filter(({ status }) => status !== 'CANCELED');
  }

  /** Ends a message that Temporal no longer carries; one that is over by now stays as it is, which gives false. */
  async end(id: string, { status, reason, error }: MessageEnd): Promise<boolean> {
    return (await this.database.query(END, [id, status, reason ?? null, error])).length > 0;
  }
}

interface MessageEnd {
  status: 'CANCELED' | 'UNDELIVERABLE';
  reason?: string;
  error: string;
}
