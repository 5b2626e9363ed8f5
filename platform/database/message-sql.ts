import type { NewMessage } from '../../activities/ports/ledger.ts';

/**
 * The common table expression that writes a step's message; what becomes of one that is there already is said after it.
 * `from` names the fence that must hold; the message's eight parameters begin at `first`, its id being `$first`.
 */
export function insertMessage({ from, runId, order, at, first }: MessageSlots): string {
  const slot = (offset: number) => `$${first + offset}`;
  return `
  INSERT INTO message (id, environment_id, run_id, step_order, recipient, template_id, status, reason, error, tags, history, enqueued_at, updated_at)
  SELECT ${slot(0)}::text, environment_id, ${runId}, ${order}, ${slot(1)}::text, ${slot(2)}::text, ${slot(3)}::text, ${slot(4)}::text, ${slot(5)}::text,
         ${slot(6)}::text[], ${slot(7)}::jsonb, ${at}, ${at}
  FROM ${from} WHERE ${slot(0)}::text IS NOT NULL`;
}

/** The eight parameters of {@link insertMessage}, all null where there is no message. */
export function messageParameters(message: NewMessage | undefined): unknown[] {
  if (!message) return Array(8).fill(null);
  const { id, recipient, templateId = null, status, reason = null, error = null, tags, history } = message;
  return [id, recipient, templateId, status, reason, error, tags, JSON.stringify(history)];
}

interface MessageSlots {
  from: string;
  runId: string;
  order: string;
  at: string;
  first: number;
}
