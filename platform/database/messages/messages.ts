import { WORKER_LOST } from '../../../activities/ports/worker-lost.ts';
import type { Plan } from '../../../language/plan.ts';
import type { RunData } from '../../../language/run/scope.ts';
import type { Database } from '../database.ts';
import { type Page, placeOf } from '../page.ts';
import { ATTEMPTS } from './attempts-sql.ts';
import { FIND_REQUEST } from './request-sql.ts';

/** Which messages are listed; absent means any. */
export interface MessageFilters {
  id?: string;
  /** The sender's own, or the id of the run. */
  traceId?: string;
  recipient?: string;
  listId?: string;
  templateId?: string;
  status?: string[];
  /** Messages with any of these tags. */
  tags?: string[];
  /** Messages that any of these providers was tried for. */
  provider?: string[];
  /** Messages sent in the name of this tenant. */
  tenantId?: string;
  enqueuedAfter?: Date;
}

export interface MessageRow {
  id: string;
  runId: string | null;
  recipient: string;
  templateId: string | null;
  status: string;
  reason: string | null;
  error: string | null;
  /** In the order of time. */
  history: { type: string; ts: number }[];
  enqueuedAt: Date;
  sentAt: Date | null;
}

/** One provider call for a message. */
export interface MessageAttemptRow {
  channel: string;
  provider: string;
  outcome: string | null;
  answer: string | null;
  endedAt: Date | null;
}

/** What its recipient reads on one channel. */
export interface OutputRow {
  channel: string;
  rendered: Record<string, unknown>;
}

/** The run and the step that made a message, all null when they are gone, and whom it was for. */
export interface MessageOrigin {
  recipient: string;
  /** The list by which the recipient was found; of a message that stands for a list itself there is none. */
  listId: string | null;
  stepOrder: number | null;
  plan: Plan | null;
  context: RunData | null;
}

const COLUMNS = `m.id, m.run_id AS "runId", m.recipient, m.template_id AS "templateId", m.status, m.reason, m.error, m.history,
  m.enqueued_at AS "enqueuedAt", m.sent_at AS "sentAt"`;

const PAGE = `
SELECT ${COLUMNS} FROM message m
WHERE m.environment_id = $1
  AND ($2::text IS NULL OR m.id = $2)
  AND ($3::text IS NULL OR m.trace_id = $3 OR m.run_id = $3)
  AND ($4::text IS NULL OR m.recipient = $4)
  AND ($5::text IS NULL OR m.template_id = $5)
  AND ($6::text[] IS NULL OR m.status = ANY($6::text[]))
  AND ($7::text[] IS NULL OR m.tags && $7::text[])
  AND ($8::text[] IS NULL OR EXISTS (SELECT 1 FROM attempt a WHERE a.message_id = m.id AND a.provider = ANY($8::text[])))
  AND ($9::text IS NULL OR m.history @> jsonb_build_array(jsonb_build_object('type', 'PROFILE_LOADED', 'tenant_id', $9::text)))
  AND ($10::text IS NULL OR m.list_id = $10)
  AND ($11::timestamptz IS NULL OR m.enqueued_at > $11::timestamptz)
  AND ($12::timestamptz IS NULL OR (m.enqueued_at, m.id) < ($12::timestamptz, $13::text))
ORDER BY m.enqueued_at DESC, m.id DESC
LIMIT $14`;

/** The run's row is locked first, as by the claim that may be on its way. */
const CANCEL = `
WITH locked AS (
  SELECT r.id FROM message m JOIN run r ON r.id = m.run_id WHERE m.environment_id = $1 AND m.id = $2 FOR UPDATE OF r
)
SELECT cancel_messages(ARRAY[m.id], $3) FROM message m LEFT JOIN locked ON true WHERE m.environment_id = $1 AND m.id = $2`;

/** Messages as the API shows them. §11.2 */
export class Messages {
  constructor(private readonly database: Database) {}

  /** Newest first. */
  async page(environmentId: string, filters: MessageFilters, { limit, after }: Page): Promise<MessageRow[]> {
    return this.database.query<MessageRow>(PAGE, [
      environmentId,
      filters.id ?? null,
      filters.traceId ?? null,
      filters.recipient ?? null,
      filters.templateId ?? null,
      filters.status ?? null,
      filters.tags ?? null,
      filters.provider ?? null,
      filters.tenantId ?? null,
      filters.listId ?? null,
      filters.enqueuedAfter ?? null,
      ...placeOf(after),
      limit,
    ]);
  }

  async find(environmentId: string, id: string): Promise<MessageRow | undefined> {
    const text = `SELECT ${COLUMNS} FROM message m WHERE m.environment_id = $1 AND m.id = $2`;
    const [row] = await this.database.query<MessageRow>(text, [environmentId, id]);
    return row;
  }

  /** A request to several recipients, or to a list, as a message of its own; it has no template and no attempts. */
  async findRequest(environmentId: string, id: string): Promise<MessageRow | undefined> {
    const [row] = await this.database.query<MessageRow>(FIND_REQUEST, [environmentId, id]);
    return row;
  }

  /** In the order of time. */
  async attempts(environmentId: string, id: string): Promise<MessageAttemptRow[]> {
    return this.database.query<MessageAttemptRow>(ATTEMPTS, [environmentId, id, WORKER_LOST]);
  }

  /** Cancels the message if it is still to be sent; false when there is none. */
  async cancel(environmentId: string, id: string): Promise<boolean> {
    const found = await this.database.query(CANCEL, [environmentId, id, new Date()]);
    return found.length > 0;
  }

  async output(environmentId: string, id: string): Promise<OutputRow[]> {
    return this.database.query<OutputRow>(
      `SELECT d.channel, d.rendered FROM message m JOIN delivery d ON d.message_id = m.id
       WHERE m.environment_id = $1 AND m.id = $2 ORDER BY d.channel`,
      [environmentId, id],
    );
  }

  async origin(environmentId: string, id: string): Promise<MessageOrigin | undefined> {
    const [row] = await this.database.query<MessageOrigin>(
      `SELECT m.recipient, m.list_id AS "listId", m.step_order AS "stepOrder", r.plan, r.context
       FROM message m LEFT JOIN run r ON r.id = m.run_id
       WHERE m.environment_id = $1 AND m.id = $2`,
      [environmentId, id],
    );
    return row;
  }
}
