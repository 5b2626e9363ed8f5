import type { Database } from '../database.ts';
import { type Page, placeOf } from '../page.ts';
import { KEPT } from './kept-runs.ts';

/** Which runs are listed; absent means any. J-46 */
export interface RunFilters {
  status?: string[];
  templateId?: string[];
  from?: Date;
  /** Included. */
  until?: Date;
}

export interface RunRow {
  id: string;
  status: string;
  source: string[];
  automationId: string | null;
  cancelationToken: string | null;
  createdAt: Date;
  updatedAt: Date;
}

export interface StepRow {
  action: string;
  stepId: string;
  status: string;
  messageId: string | null;
  context: Record<string, unknown>;
  createdAt: Date;
  updatedAt: Date;
  /** Every provider call of the step's message, in the order of time. */
  attempts: AttemptRow[];
}

export interface AttemptRow {
  provider: string;
  /** Milliseconds since the epoch. */
  at: number;
  /** Null while the call is under way. */
  answer: string | null;
}

/** One kind never sees the other's runs (J-49). */
const VISIBLE = `r.environment_id = $1 AND r.kind = 'automation' AND ${KEPT}`;

const COLUMNS = `r.id, r.status, r.source, r.automation_id AS "automationId", r.cancelation_token AS "cancelationToken",
  r.created_at AS "createdAt", r.updated_at AS "updatedAt"`;

const PAGE = `
SELECT ${COLUMNS} FROM run r
WHERE ${VISIBLE}
  AND ($2::text[] IS NULL OR r.status = ANY($2::text[]))
  AND ($3::text[] IS NULL OR r.automation_id = ANY($3::text[]))
  AND ($4::timestamptz IS NULL OR r.created_at >= $4::timestamptz)
  AND ($5::timestamptz IS NULL OR r.created_at <= $5::timestamptz)
  AND ($6::timestamptz IS NULL OR (r.created_at, r.id) < ($6::timestamptz, $7::text))
ORDER BY r.created_at DESC, r.id DESC
LIMIT $8`;

const STEPS = `
SELECT s.action, s.step_id AS "stepId", s.status, s.message_id AS "messageId", s.context, s.created_at AS "createdAt", s.updated_at AS "updatedAt", coalesce((
  SELECT jsonb_agg(jsonb_build_object('provider', a.provider, 'answer', a.answer,
                     'at', (extract(epoch FROM a.started_at) * 1000)::bigint) ORDER BY a.started_at, a.number)
  FROM attempt a WHERE a.message_id = s.message_id), '[]') AS attempts
FROM run r LEFT JOIN run_step s ON s.run_id = r.id
WHERE ${VISIBLE} AND r.id = $2
ORDER BY s."order"`;

/** Automation runs and their steps, as the API shows them. */
export class RunViews {
  constructor(private readonly database: Database) {}

  /** Newest first. */
  async page(environmentId: string, filters: RunFilters, { limit, after }: Page): Promise<RunRow[]> {
    return this.database.query<RunRow>(PAGE, [
      environmentId,
      filters.status ?? null,
      filters.templateId ?? null,
      filters.from ?? null,
      filters.until ?? null,
      ...placeOf(after),
      limit,
    ]);
  }

  async find(environmentId: string, id: string): Promise<RunRow | undefined> {
    const [row] = await this.database.query<RunRow>(`SELECT ${COLUMNS} FROM run r WHERE ${VISIBLE} AND r.id = $2`, [
      environmentId,
      id,
    ]);
    return row;
  }

  /** In the order of execution; undefined when there is no such run. */
  async steps(environmentId: string, runId: string): Promise<StepRow[] | undefined> {
    const rows = await this.database.query<StepRow>(STEPS, [environmentId, runId]);
    if (rows.length === 0) return undefined;
    return rows.filter(({ stepId }) => stepId !== null);
  }
}
