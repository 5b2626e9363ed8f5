import type { Database } from './database.ts';

/** How much waits, and how far the reconcilers are behind. */
export interface Backlog {
  /** Runs that were accepted and whose workflow has not begun. */
  unstartedRuns: number;
  /** Messages that wait for another try, or for their time. */
  waitingMessages: number;
  /** Sends to lists of which some messages wait for another try. */
  waitingListSends: number;
  /** For how long the row that is due the longest has been due, in seconds; 0 where none is. */
  overdueSeconds: { runs: number; messages: number; listSends: number };
}

/** More of one thing are not counted. */
const MOST = 100_000;

/** Rows that a reconciler looks after; its partial index holds no other. */
const CHECKED_RUNS = `run WHERE status IN ('NOT PROCESSED', 'PROCESSING', 'WAITING', 'CANCELED') AND check_after IS NOT NULL`;

const counted = (rows: string) => `(SELECT count(*)::int FROM (SELECT FROM ${rows} LIMIT ${MOST}) AS counted)`;

const overdue = (rows: string) =>
  `(SELECT coalesce(greatest(extract(epoch FROM now() - min(check_after)), 0), 0)::float8 FROM ${rows})`;

const BACKLOG = `
SELECT ${counted(`run WHERE status = 'NOT PROCESSED'`)} AS "unstartedRuns",
  ${counted('message WHERE check_after IS NOT NULL')} AS "waitingMessages",
  ${counted('list_send WHERE check_after IS NOT NULL')} AS "waitingListSends",
  json_build_object('runs', ${overdue(CHECKED_RUNS)}, 'messages', ${overdue('message WHERE check_after IS NOT NULL')},
    'listSends', ${overdue('list_send WHERE check_after IS NOT NULL')}) AS "overdueSeconds"`;

/** Reads it in one statement, from indexes. */
export async function readBacklog(database: Pick<Database, 'query'>): Promise<Backlog> {
  const [backlog] = await database.query<Backlog & { [column: string]: unknown }>(BACKLOG);
  return backlog as Backlog;
}
