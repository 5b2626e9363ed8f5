import type { TimelineEntry } from './timeline.ts';

/** In characters of JSON: with what else a timeline tells, an answer stays below 5 MB. */
const MOST = 4_000_000;
const LONGEST_URL = 2_000;

/** Entries without what would make their timeline too large: contents of messages and of invocations, the latest first. */
export function cutToSize(entries: readonly TimelineEntry[]): { entries: TimelineEntry[]; isCut: boolean } {
  let left = MOST;
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
    ...(fetched && { fetched: fetched.map((request) => ({ ...request, url: request.url.slice(0, LONGEST_URL) })) }),
    ...(invokes && { invokes: fits(invokes) ? invokes : { ...invokes, context: {} } }),
  });
  return { entries: entries.map(cut), isCut };
}
