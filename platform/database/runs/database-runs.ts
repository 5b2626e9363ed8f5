import type pg from 'pg';

import type { EarlierMessage } from '../../../activities/ports/ledger.ts';
import { type Recorded, type RunSnapshot, Runs, type StepRecord } from '../../../activities/ports/runs.ts';
import type { RunCall, StepCall } from '../../../workflows/contracts/step-activities.ts';
import { type SendMaterialRow, sendMaterialOf } from '../send-material.ts';
import { OPEN } from '../statuses-sql.ts';
import { Turns } from '../turns.ts';
import { uncollided } from '../uncollided.ts';
import { CANCEL_AS_IN_TEMPORAL } from './cancel-as-in-temporal.ts';
import { LOAD, LOAD_AND_BEGIN } from './load-sql.ts';
import { recordStatement } from './record-sql.ts';

const FINISH = `
WITH moved AS (
  UPDATE run SET status = forward_status(status, 'PROCESSED'), updated_at = $2::timestamptz WHERE id = $1::text AND status IN ${OPEN} RETURNING id
), woken AS (
  UPDATE run_step SET status = forward_status(status, 'PROCESSED'), updated_at = $2::timestamptz
  WHERE run_id IN (SELECT id FROM moved) AND status = 'WAITING'
)
SELECT id FROM moved`;

/** Within the step's own time, so that its next try comes alone. */
const SUBSCRIBE_PATIENCE_MS = 2_000;

/** The activities' port onto the runs' rows, on PostgreSQL. */
export class DatabaseRuns extends Runs {
  /** Of steps that subscribe to one list at once. */
  readonly #turns = new Turns(SUBSCRIBE_PATIENCE_MS);

  constructor(readonly pool: pg.Pool) {
    super();
  }

  async load({ runId, order }: StepCall): Promise<RunSnapshot | undefined> {
    const { rows } = await this.pool.query<LoadRow>(LOAD, [runId, order]);
    return rows[0] && snapshotOf(rows[0]);
  }

  async begin({ runId, order, at }: StepCall): Promise<RunSnapshot | undefined> {
    const { rows } = await this.pool.query<LoadRow>(LOAD_AND_BEGIN, [runId, order, new Date(at)]);
    return rows[0] && snapshotOf(rows[0]);
  }

  async record(record: StepRecord): Promise<Recorded | undefined> {
    const { text, values } = recordStatement(record);
    const write = () => uncollided(() => this.pool.query<Recorded>(text, values));
    const { environmentId, listId } = record.subscription ?? {};
    const { rows } = await (listId ? this.#turns.take([`${environmentId} ${listId}`], write) : write());
    return rows[0];
  }

  async finish({ runId, at }: RunCall): Promise<boolean> {
    const { rows } = await this.pool.query(FINISH, [runId, new Date(at)]);
    return rows.length > 0;
  }

  async cancel({ runId, at }: RunCall): Promise<boolean> {
    const { rows } = await this.pool.query<{ moved: boolean }>(CANCEL_AS_IN_TEMPORAL, [runId, new Date(at)]);
    return rows[0]?.moved ?? false;
  }
}

interface LoadRow extends SendMaterialRow {
  mock: boolean;
  depth: number;
  open: boolean;
  step: RunSnapshot['step'] | null;
  plan_length: number;
  automation_id: string | null;
  flags: RunSnapshot['flags'] | null;
  waits: boolean | null;
  declared: string[] | null;
  context: RunSnapshot['context'];
  outcome: RunSnapshot['recorded'] | null;
  refs: RunSnapshot['refs'] | null;
  earlier: EarlierMessage | null;
}

function snapshotOf(row: LoadRow): RunSnapshot {
  return {
    ...sendMaterialOf(row),
    mock: row.mock,
    depth: row.depth,
    open: row.open,
    definitionId: row.automation_id ?? undefined,
    flags: row.flags ?? {},
    step: row.step ?? undefined,
    waits: row.waits ?? false,
    planLength: row.plan_length,
    context: row.context,
    refs: { ...Object.fromEntries((row.declared ?? []).map((ref) => [ref, {}])), ...row.refs },
    recorded: row.outcome ?? undefined,
    earlier: row.earlier ?? undefined,
  };
}
