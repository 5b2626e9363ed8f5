import { UNSTARTED_RUNS } from '../backlog-sql.ts';
import type { Database } from '../database.ts';
import { MOST_WAITING, type RunBacklog } from './run-backlog.ts';

const FRESH_MS = 1_000;

const COUNT = `SELECT environment_id AS "environmentId", count(*)::int AS waiting FROM ${UNSTARTED_RUNS} GROUP BY environment_id`;

/** Whose runs they are that wait to be started, asked once a second and only while they are too many. */
export class RunShares {
  #full: readonly string[] = [];
  #countedAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly database: Pick<Database, 'query'>,
    private readonly backlog: Pick<RunBacklog, 'isFull'>,
  ) {}

  /** The environments that have their share of what may wait, or more: an equal one for each that has runs which wait. */
  async full(): Promise<readonly string[]> {
    if (!this.backlog.isFull) return [];
    if (Date.now() - this.#countedAt > FRESH_MS) await this.#count();
    return this.#full;
  }

  async #count(): Promise<void> {
    const rows = await this.database.query<{ environmentId: string; waiting: number }>(COUNT);
    const share = MOST_WAITING / rows.length;
    this.#full = rows.filter(({ waiting }) => waiting >= share).map(({ environmentId }) => environmentId);
    this.#countedAt = Date.now();
  }
}
