/** Deletes what is past its time among the next few rows after a place; gives how many rows went, and where to go on, if anywhere. */
export type ForgetPage<Place> = (after?: Place) => Promise<{ rows: number; next?: Place }>;

/** Deletes what is past its time, a page after the other; gives how many rows went. The signal ends it between two pages. J-51 */
export async function forgetOldRows<Place>(forgetPage: ForgetPage<Place>, signal: AbortSignal): Promise<number> {
  let all = 0;
  let place: Place | undefined;
  do {
    signal.throwIfAborted();
    const { rows, next } = await forgetPage(place);
    all += rows;
    place = next;
  } while (place);
  return all;
}
