import { listSendKey } from '../platform/memory/list-send-rows.ts';
import type { MemoryRows } from '../platform/memory/memory-rows.ts';

/** How many recipients of a list are written to: what theirs look like shows what the others' do. */
const SHOWN = 10;

/** Leaves a send to a list its first recipients; answers how many it had. */
export function shortenList({ listSends }: MemoryRows, place: { runId: string; order: number }): number {
  const send = listSends.get(listSendKey(place));
  if (!send) return 0;
  const { length } = send.recipients;
  send.recipients = send.recipients.slice(0, SHOWN);
  return length;
}
