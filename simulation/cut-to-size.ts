import type { Fetched, TimelineEntry } from './timeline.ts';

/** In characters of JSON: with what is told of every step, an answer stays below 5 MB. */
const MOST = 4_000_000;
const LONGEST_URL = 2_000;
/** Where there is no more room. */
const SHORTEST_URL = 100;

/**
 * Entries without what would make their timeline too large: contents of messages and of invocations and long addresses, the
 * latest first.
 * @param beside What is told beside them.
 */
export function cutToSize(
  entries: readonly TimelineEntry[],
  beside: unknown = [],
): { entries: TimelineEntry[]; isCut: boolean } {
  let left = MOST - JSON.stringify(beside).length;
  let isCut = false;
  const fits = (value: unknown): boolean => {
    left -= JSON.stringify(value).length;
    if (left < 0) isCut = true;
    return left >= 0;
  };
  const cut = ({ messages, fetched, invokes, ...entry }: TimelineEntry): TimelineEntry => ({
    ...entry,
    ...(messages && {
      messages: messages.map((message) => (fits(message) ? message : { ...message, rendered: undefined })),
    }),
    ...(fetched && { fetched: fetched.map((request) => withUrl(request, fits)) }),
    ...(invokes && { invokes: fits(invokes) ? invokes : { ...invokes, context: {} } }),
  });
  return { entries: entries.map(cut), isCut };
}

function withUrl(request: Fetched, fits: (value: unknown) => boolean): Fetched {
  const cut = { ...request, url: request.url.slice(0, LONGEST_URL) };
  return fits(cut) ? cut : { ...cut, url: cut.url.slice(0, SHORTEST_URL) };
}
