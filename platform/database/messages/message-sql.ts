import type { NewMessage } from '../../../activities/ports/ledger.ts';
import { PATIENCE } from '../patience.ts';
import { WAITS } from '../statuses-sql.ts';

/**
 * The common table expression that writes a step's message: one that was accepted before, or waited, goes on, and one that was
 * canceled stays as it is and is not returned.
 * `from` names the fence that must hold; the message's eight parameters begin at `first`, its id being `$first`.
 */
export function insertMessage({ from, runId, order, at, first }: MessageSlots): string {
  const slot = (offset: number) => `$${first + offset}`;
  return `
  INSERT INTO message (id, environment_id, run_id, step_order, recipient, template_id, status, reason, error, tags, trace_id, draft, check_after, history, enqueued_at, updated_at)
  SELECT ${slot(0)}::text, environment_id, ${runId}, ${order}, ${slot(1)}::text, ${slot(2)}::text, ${slot(3)}::text, ${slot(4)}::text, ${slot(5)}::text,
         ARRAY(SELECT jsonb_array_elements_text(${slot(6)}::jsonb -> 'tags')), ${slot(6)}::jsonb ->> 'traceId',
         ${slot(6)}::jsonb -> 'draft', to_timestamp((${slot(6)}::jsonb #>> '{draft,resumesAt}')::float8 / 1000) + ${PATIENCE}, ${slot(7)}::jsonb, ${at}, ${at}
  FROM ${from} WHERE ${slot(0)}::text IS NOT NULL
  ON CONFLICT (id) DO UPDATE SET status = ${fresh('status')}, template_id = ${fresh('template_id')},
    reason = ${fresh('reason')}, error = ${fresh('error')}, draft = ${fresh('draft')}, check_after = ${fresh('check_after')},
    history = CASE WHEN message.status IN ${WAITS} THEN message.history || ${FURTHER} ELSE message.history END, updated_at = excluded.updated_at
  WHERE message.status <> 'CANCELED'
  RETURNING id`;
}

/** That it was accepted is told once. */
const FURTHER = `CASE WHEN excluded.history #>> '{0,type}' = 'ENQUEUED' THEN excluded.history - 0 ELSE excluded.history END`;

function fresh(column: string): string {
  return `CASE WHEN message.status IN ${WAITS} THEN excluded.${column} ELSE message.${column} END`;
}

/**
 * Ends those of the messages that were accepted and that no step will send any more.
 * @param at When, and `why`, as SQL; `which` names the messages.
 */
export function giveUp({ which, at, why }: { which: string; at: string; why: string }): string {
  return `
  UPDATE message SET status = 'UNDELIVERABLE', reason = 'FAILED', error = ${why}, updated_at = ${at}, history = history || jsonb_build_array(
    jsonb_build_object('type', 'UNDELIVERABLE', 'ts', floor(extract(epoch FROM ${at}) * 1000), 'reason', 'FAILED'))
  WHERE status = 'ENQUEUED' AND ${which}`;
}

/** The eight parameters of {@link insertMessage}, all null where there is no message. */
export function messageParameters(message: NewMessage | undefined): unknown[] {
  if (!message) return Array(8).fill(null);
  const {
    id,
    recipient,
    templateId = null,
    status,
    reason = null,
    error = null,
    tags,
    traceId,
    draft,
    history,
  } = message;
  return [
    id,
    recipient,
    templateId,
    status,
    reason,
    error,
    JSON.stringify({ tags, traceId, draft }),
    JSON.stringify(history),
  ];
}

interface MessageSlots {
  from: string;
  runId: string;
  order: string;
  at: string;
  first: number;
}
