import type { Database } from '../database.ts';
import type { Page } from '../page.ts';
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
  automation_id: string | null;
  cancelation_token: string | null;
  created_at: Date;
  updated_at: Date;
}

export interface StepRow {
  action: string;
  step_id: string;
  status: string;
  message_id: string | null;
  context: Record<string, unknown>;
  created_at: Date;
  updated_at: Date;
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

const COLUMNS = 'r.id, r.status, r.source, r.automation_id, r.cancelation_token, r.created_at, r.updated_at';

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
SELECT s.action, s.step_id, s.status, s.message_id, s.context, s.created_at, s.updated_at, coalesce((
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
      after ? new Date(after.at) : null,
      after?.id ?? null,
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
    return rows.filter(({ step_id }) => step_id !== null);
  }
}
