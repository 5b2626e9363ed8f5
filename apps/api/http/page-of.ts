/** A page of a list that was asked for one row more than a page has. */
export interface PageOf<Row> {
  rows: Row[];
  /** The last row, when more follow. */
  last?: Row;
}

/** Takes the page out of `limit + 1` rows. */
export function pageOf<Row>(rows: readonly Row[], limit: number): PageOf<Row> {
  const page = rows.slice(0, limit);
  return rows.length > limit ? { rows: page, last: page.at(-1) } : { rows: page };
}
