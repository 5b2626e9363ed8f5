/** Runs that were accepted and have not begun, which an index of their own holds: what follows a FROM. */
export const UNSTARTED_RUNS = `run WHERE status = 'NOT PROCESSED'`;

/** How many rows there are, of which no more than `most` are counted: an SQL value. `rows` is what follows a FROM. */
export function countedSql(rows: string, most: number): string {
  return `(SELECT count(*)::int FROM (SELECT FROM ${rows} LIMIT ${most}) AS counted)`;
}
