import { countedSql, UNSTARTED_RUNS } from '../backlog-sql.ts';
import type { Database } from '../database.ts';
import { BacklogFull } from './backlog-full.ts';

/** So many runs may wait to be started, while Temporal is away or the workers are behind. */
export const MOST_WAITING = 50_000;

const FRESH_MS = 1_000;
/** An older count says nothing: nobody asked for a while. */
const STALE_MS = 5_000;

const COUNT = `SELECT ${countedSql(UNSTARTED_RUNS, MOST_WAITING)} AS waiting`;

/** How many accepted runs wait to be started, as it was a second ago: asked beside the requests, so that none pays for it. */
export class RunBacklog {
  #waiting = 0;
  #countedAt = Number.NEGATIVE_INFINITY;
  #isCounting = false;

  constructor(private readonly database: Database) {}

  /** No more runs are to be accepted for now. */
  get isFull(): boolean {
    const age = Date.now() - this.#countedAt;
    if (age > FRESH_MS) void this.#count();
    return age < STALE_MS && this.#waiting >= MOST_WAITING;
  }

  /** @throws BacklogFull when no more runs are to be accepted for now */
  check(): void {
    if (this.isFull) throw new BacklogFull();
  }

  /** Who cannot ask the database is told so by the request itself. */
  async #count(): Promise<void> {
    if (this.#isCounting) return;
    this.#isCounting = true;
    try {
      const [row] = await this.database.query<{ waiting: number }>(COUNT);
      this.#waiting = row?.waiting ?? 0;
      this.#countedAt = Date.now();
    } catch {
      this.#waiting = 0;
    } finally {
      this.#isCounting = false;
    }
  }
}
