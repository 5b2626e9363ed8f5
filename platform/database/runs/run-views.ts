import type { Database } from '../database.ts';
import { type PageEitherWay, placeOf } from '../page.ts';
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

/** One kind never sees the other's runs (J-49). $1 environment, $2 kind. */
const VISIBLE = `r.environment_id = $1 AND r.kind = $2 AND ${KEPT}`;

const COLUMNS = `r.id, r.status, r.source, r.automation_id AS "automationId", r.cancelation_token AS "cancelationToken",
  r.created_at AS "createdAt", r.updated_at AS "updatedAt"`;

/** Of the rows after a place, or of those before it, the ones that are nearest. */
const page = (isBackwards: boolean) => `
SELECT ${COLUMNS} FROM run r
WHERE ${VISIBLE}
  AND ($3::text[] IS NULL OR r.status = ANY($3::text[]))
  AND ($4::text[] IS NULL OR r.automation_id = ANY($4::text[]))
  AND ($5::timestamptz IS NULL OR r.created_at >= $5::timestamptz)
  AND ($6::timestamptz IS NULL OR r.created_at <= $6::timestamptz)
  AND ($7::timestamptz IS NULL OR (r.created_at, r.id) ${isBackwards ? '>' : '<'} ($7::timestamptz, $8::text))
ORDER BY r.created_at ${isBackwards ? 'ASC' : 'DESC'}, r.id ${isBackwards ? 'ASC' : 'DESC'}
LIMIT $9`;

const PAGE = page(false);
const PAGE_BACKWARDS = page(true);

const FIND = `SELECT ${COLUMNS} FROM run r WHERE ${VISIBLE} AND r.id = $3`;

const STEPS = `
SELECT s.action, s.step_id AS "stepId", s.status, s.message_id AS "messageId", s.context, s.created_at AS "createdAt", s.updated_at AS "updatedAt", coalesce((
  SELECT jsonb_agg(jsonb_build_object('provider', a.provider, 'answer', a.answer,
                     'at', (extract(epoch FROM a.started_at) * 1000)::bigint) ORDER BY a.started_at, a.number)
  FROM attempt a WHERE a.message_id = s.message_id), '[]') AS attempts
FROM run r LEFT JOIN run_step s ON s.run_id = r.id
WHERE ${VISIBLE} AND r.id = $3
ORDER BY s."order"`;

/** Whose runs are looked at. */
export interface RunsOf {
  environmentId: string;
  kind: 'automation' | 'journey';
}

/** Runs of one kind and their steps, as the API shows them. */
export class RunViews {
  constructor(private readonly database: Database) {}

  /** Newest first. */
  async page(of: RunsOf, filters: RunFilters, { limit, after, before }: PageEitherWay): Promise<RunRow[]> {
    const rows = await this.database.query<RunRow>(before ? PAGE_BACKWARDS : PAGE, [
      ...values(of),
      filters.status ?? null,
      filters.templateId ?? null,
      filters.from ?? null,
      filters.until ?? null,
      ...placeOf(before ?? after),
      limit,
    ]);
    return before ? rows.reverse() : rows;
  }

  async find(of: RunsOf, id: string): Promise<RunRow | undefined> {
    const [row] = await this.database.query<RunRow>(FIND, [...values(of), id]);
    return row;
  }

  /** In the order of execution; undefined when there is no such run. */
  async steps(of: RunsOf, runId: string): Promise<StepRow[] | undefined> {
    const rows = await this.database.query<StepRow>(STEPS, [...values(of), runId]);
    if (rows.length === 0) return undefined;
    return rows.filter(({ stepId }) => stepId !== null);
  }
}

function values({ environmentId, kind }: RunsOf): [string, string] {
  return [environmentId, kind];
}
