import type pg from 'pg';

import {
  type BatchRequest,
  type BatchVerdict,
  Encounters,
  type PassRequest,
  type ReleaseRequest,
} from '../../../activities/ports/encounters.ts';
import type { StepRecord } from '../../../activities/ports/runs.ts';
import type { Retain } from '../../../language/batch/retain.ts';
import { Busy } from '../busy.ts';
import type { Database } from '../database.ts';
import { emptyWindow } from './empty-window.ts';
import { CLOSE_STALE, JOIN, LOCK_PASSES, LOCK_RUN, OPEN_WINDOW, OWN, PASS, RELEASE } from './encounters-sql.ts';
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
    const { runId, order } = request.call;
    return this.#unlessDone(async (client) => {
      await lockRun(client, runId);
      const { rows } = await client.query<{ until: number }>(OWN, [runId, order]);
      if (rows[0]) return { kind: 'gathers', until: rows[0].until };
      const verdict = await joinOrOpen(client, request);
      await this.record(client, recordOf(verdict));
      return verdict;
    });
  }

  release(request: ReleaseRequest, recordOf: (verdict: BatchVerdict) => StepRecord): Promise<BatchVerdict | undefined> {
    return this.#unlessDone(async (client) => {
      await lockRun(client, request.call.runId);
      const verdict = await releaseOwn(client, request);
      if (verdict.kind === 'released') await this.record(client, recordOf(verdict));
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

/** @throws NothingDone when it is over */
async function lockRun(client: pg.PoolClient, runId: string): Promise<void> {
  const { rowCount } = await client.query(LOCK_RUN, [runId]);
  if (rowCount === 0) throw new NothingDone();
}

/** @throws NothingDone for a run that owns no window there */
async function releaseOwn(client: pg.PoolClient, { call, room }: ReleaseRequest): Promise<BatchVerdict> {
  const { runId, order, at } = call;
  const { rows } = await client.query<WindowRow>(RELEASE, [runId, order, new Date(at)]);
  const [window] = rows;
  if (!window) throw new NothingDone();
  const { released, until, count, retain } = window;
  if (!released) return { kind: 'gathers', until };
  return { kind: 'released', count, ...(await emptyWindow(client, { runId, order, retain, room })) };
}

interface WindowRow {
  released: boolean;
  until: number;
  count: number;
  retain: Retain;
}

async function joinOrOpen(client: pg.PoolClient, request: BatchRequest): Promise<BatchVerdict> {
  const { call, environmentId, key, until, latest, mostItems, retain, value, size } = request;
  const now = [environmentId, key, new Date(call.at)];
  const joining = [...now, call.runId, call.order, new Date(until), JSON.stringify(value), size];
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
