import type { Page } from '../../../platform/database/page.ts';
import { readCursor, writeCursor } from './cursor.ts';
import { pageOf } from './page-of.ts';
import { PAGE_SIZE } from './page-size.ts';

interface Asked {
  cursor?: string;
  limit?: number;
  /** What a cursor belongs to: it is refused by every other list. */
  filters: object;
}

/** What is asked of the rows of a list that is newest first, and how the page is cut out of the answer. */
export function paged({ cursor, limit = PAGE_SIZE, filters }: Asked) {
  const page: Page = { limit: limit + 1, after: readCursor(cursor, filters) };
  const cut = <Row>(found: readonly Row[], placeOf: (row: Row) => { at: Date; id: string }) => {
    const { rows, last } = pageOf(found, limit);
    if (!last) return { rows, next: undefined };
    const { at, id } = placeOf(last);
    return { rows, next: writeCursor({ at: at.getTime(), id }, filters) };
  };
  return { page, cut };
}
