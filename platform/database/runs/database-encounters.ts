import type pg from 'pg';

import {
  type BatchRequest,
  type BatchVerdict,
  Encounters,
  type PassRequest,
} from '../../../activities/ports/encounters.ts';
import type { StepRecord } from '../../../activities/ports/runs.ts';
import type { StepCall } from '../../../workflows/contracts/step-activities.ts';
import { Busy } from '../busy.ts';
import type { Database } from '../database.ts';
import { type ClosedWindow, emptyWindow } from './empty-window.ts';
import { CLOSE_STALE, JOIN, LOCK_PASSES, LOCK_RUN, OPEN_WINDOW, PASS, RELEASE } from './encounters-sql.ts';
import { recordStatement } from './record-sql.ts';

/** Others may open a window between two statements of ours, and be done with it. */
const MOST_TRIES = 5;

/** What runs decide among each other, on PostgreSQL. */
export class DatabaseEncounters extends Encounters {
  constructor(readonly database: Pick<Database, 'transaction'>) {
    super();
  }

  pass(request: PassRequest, recordOf: (passes: boolean) => StepRecord): Promise<boolean | undefined> {
    const { call, environmentId, key, since, mostAllowed, expiresAt } = request;
    return this.#unlessDone(async (client) => {
      await client.query(LOCK_PASSES, [environmentId, key]);
      const moments = [new Date(call.at), new Date(since), mostAllowed, new Date(expiresAt)];
      const { rowCount } = await client.query(PASS, [environmentId, key, call.runId, call.order, ...moments]);
      const passes = rowCount === 1;
      await this.record(client, recordOf(passes));
      return passes;
    });
  }

  gather(request: BatchRequest, recordOf: (verdict: BatchVerdict) => StepRecord): Promise<BatchVerdict | undefined> {
    return this.#unlessDone(async (client) => {
      const { rowCount } = await client.query(LOCK_RUN, [request.call.runId]);
      if (rowCount === 0) throw new NothingDone();
      const own = await releaseOwn(client, request.call);
      if (own?.kind === 'gathers') return own;
      const verdict = own ?? (await joinOrOpen(client, request));
      await this.record(client, recordOf(verdict));
      return verdict;
    });
  }

  /** @throws NothingDone when the step was recorded before, or its run has ended: nothing else is to be written then. */
  protected async record(client: pg.PoolClient, record: StepRecord): Promise<void> {
    const { text, values } = recordStatement(record);
    const { rowCount } = await client.query(text, values);
    if (rowCount === 0) throw new NothingDone();
  }

  async #unlessDone<Verdict>(work: (client: pg.PoolClient) => Promise<Verdict>): Promise<Verdict | undefined> {
    try {
      return await this.database.transaction(work);
    } catch (error) {
      if (error instanceof NothingDone) return undefined;
      throw error;
    }
  }
}

/** Takes the transaction back. */
class NothingDone extends Error {
  override readonly name = 'NothingDone';
}

/** Undefined for a run that owns no window there. */
async function releaseOwn(client: pg.PoolClient, { runId, order, at }: StepCall): Promise<BatchVerdict | undefined> {
  const { rows } = await client.query<ClosedWindow & { released: boolean; until: number }>(RELEASE, [
    runId,
    order,
    new Date(at),
  ]);
  const [window] = rows;
  if (!window) return undefined;
  if (!window.released) return { kind: 'gathers', until: window.until };
  return { kind: 'released', count: window.count, items: await emptyWindow(client, { runId, order, ...window }) };
}

async function joinOrOpen(client: pg.PoolClient, request: BatchRequest): Promise<BatchVerdict> {
  const { call, environmentId, key, until, latest, mostItems, retain } = request;
  const now = [environmentId, key, new Date(call.at)];
  const joining = [...now, call.runId, call.order, new Date(until)];
  const opening = [...joining, new Date(latest), mostItems, JSON.stringify(retain)];
  for (let tries = 1; tries <= MOST_TRIES; tries++) {
    const joined = await client.query<JoinedRow>(JOIN, joining);
    if (joined.rows[0]) return joinedBy(joined.rows[0]);
    await client.query(CLOSE_STALE, now);
    const { rows } = await client.query<{ until: number }>(OPEN_WINDOW, opening);
    if (rows[0]) return { kind: 'gathers', until: rows[0].until };
  }
  throw new Busy('others open and close windows of the same key');
}

interface JoinedRow {
  run_id: string;
  step_order: number;
  full: boolean;
}

function joinedBy({ run_id: runId, step_order: order, full }: JoinedRow): BatchVerdict {
  return { kind: 'joined', ...(full && { released: { runId, order } }) };
}
