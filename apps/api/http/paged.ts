import type { Page, PageEitherWay } from '../../../platform/database/page.ts';
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

/** A cursor that leads to newer rows; what {@link writeCursor} gives never begins like this. */
const BACKWARDS = '-';

/** The same for a list that can be read either way: `cut` gives the cursors of both neighbors, where there are any. J-48 */
export function pagedEitherWay({ cursor, limit = PAGE_SIZE, filters }: Asked) {
  const isBackwards = cursor?.startsWith(BACKWARDS);
  const place = readCursor(isBackwards ? cursor?.slice(BACKWARDS.length) : cursor, filters);
  const page: PageEitherWay = { limit: limit + 1, ...(place && { [isBackwards ? 'before' : 'after']: place }) };
  const cut = <Row extends { id: string; createdAt: Date }>(found: readonly Row[]) => {
    const hasMore = found.length > limit;
    const rows = isBackwards ? found.slice(-limit) : found.slice(0, limit);
    const cursorOf = (row: Row | undefined) => row && writeCursor({ at: row.createdAt.getTime(), id: row.id }, filters);
    const next = isBackwards || hasMore ? cursorOf(rows.at(-1)) : undefined;
    const previous = (isBackwards ? hasMore : place) ? cursorOf(rows[0]) : undefined;
    return { rows, next, previous: previous && `${BACKWARDS}${previous}` };
  };
  return { page, cut };
}
