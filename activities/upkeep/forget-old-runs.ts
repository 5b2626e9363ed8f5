/** Deletes a page of runs that are past their time; gives how many rows went, none when no such run is left. */
export type ForgetPage = () => Promise<number>;

/** Deletes what is past its time, a page after the other; gives how many rows went. The signal ends it between two pages. J-51 */
export async function forgetOldRuns(forgetPage: ForgetPage, signal: AbortSignal): Promise<number> {
  let all = 0;
  for (;;) {
    signal.throwIfAborted();
    const rows = await forgetPage();
    if (rows === 0) return all;
    all += rows;
  }
}
