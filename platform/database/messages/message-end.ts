import { PENDING } from '../statuses-sql.ts';

/** How a message ends that Temporal no longer carries. */
export interface MessageEnd {
  status: 'CANCELED' | 'UNDELIVERABLE';
  reason?: string;
  error: string;
}

/** One that went out on another channel is not pending: it stays as far as it got. */
const IS_PENDING = `status IN ${PENDING}`;

/** What ends a pending message: `$2` its status, `$3` why in a word, `$4` why in words. Any other stays as it is. */
export const ENDED = `updated_at = now(), status = CASE WHEN ${IS_PENDING} THEN $2 ELSE status END,
  reason = CASE WHEN ${IS_PENDING} THEN $3 ELSE reason END, error = CASE WHEN ${IS_PENDING} THEN $4 ELSE error END,
  history = CASE WHEN ${IS_PENDING} THEN history || jsonb_build_array(
    jsonb_build_object('type', $2::text, 'ts', (extract(epoch FROM now()) * 1000)::bigint)) ELSE history END`;

/** The parameters of {@link ENDED}, from `$2` on. */
export function endParameters({ status, reason, error }: MessageEnd): unknown[] {
  return [status, reason ?? null, error];
}
