import { countedSql, UNSTARTED_RUNS } from './backlog-sql.ts';
import type { Database } from './database.ts';

/** How much waits, and how far the reconcilers are behind. */
export interface Backlog {
  /** Runs that were accepted and whose workflow has not begun. */
  unstartedRuns: number;
  /** Messages that wait for another try, or for their time. */
  waitingMessages: number;
  /** Sends to lists of which some messages wait for another try. */
  waitingListSends: number;
  /** Events that were taken in and are to be matched. */
  waitingEvents: number;
  /** For how long the row that is due the longest has been due, in seconds; 0 where none is. */
  overdueSeconds: { runs: number; messages: number; listSends: number; batches: number };
}

/** More of one thing are not counted. */
const MOST = 100_000;

/** Rows that a reconciler looks after; its partial index holds no other. */
const CHECKED_RUNS = `run WHERE status IN ('NOT PROCESSED', 'PROCESSING', 'WAITING', 'CANCELED') AND check_after IS NOT NULL`;
const WAITING_MESSAGES = 'message WHERE check_after IS NOT NULL';
const WAITING_LIST_SENDS = 'list_send WHERE check_after IS NOT NULL';
const FULL_BATCHES = 'batch_window WHERE check_after IS NOT NULL';
const WAITING_EVENTS = `inbound_event WHERE status = 'WAITING'`;

const overdue = (rows: string) =>
  `(SELECT coalesce(greatest(extract(epoch FROM now() - min(check_after)), 0), 0)::float8 FROM ${rows})`;

const BACKLOG = `
SELECT ${countedSql(UNSTARTED_RUNS, MOST)} AS "unstartedRuns",
  ${countedSql(WAITING_MESSAGES, MOST)} AS "waitingMessages",
  ${countedSql(WAITING_LIST_SENDS, MOST)} AS "waitingListSends",
  ${countedSql(WAITING_EVENTS, MOST)} AS "waitingEvents",
  json_build_object('runs', ${overdue(CHECKED_RUNS)}, 'messages', ${overdue(WAITING_MESSAGES)},
    'listSends', ${overdue(WAITING_LIST_SENDS)}, 'batches', ${overdue(FULL_BATCHES)}) AS "overdueSeconds"`;

/** Reads it in one statement, from indexes. */
export async function readBacklog(database: Pick<Database, 'query'>): Promise<Backlog> {
  const [backlog] = await database.query<Backlog & { [column: string]: unknown }>(BACKLOG);
  return backlog as Backlog;
}
