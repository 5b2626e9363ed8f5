import { listSendKey } from '../../platform/memory/list-send-rows.ts';
import type { MemoryRows } from '../../platform/memory/memory-rows.ts';

/** How many recipients of a list are written to: what theirs look like shows what the others' do. */
const SHOWN = 10;

/** A send to a list, by its id or pattern. */
export interface Listed {
  list: string;
  recipients: number;
}

/** Leaves a send to a list its first recipients; answers what it was. Undefined for a step that sends to none. */
export function shortenList({ listSends }: MemoryRows, place: { runId: string; order: number }): Listed | undefined {
  const send = listSends.get(listSendKey(place));
  if (!send) return undefined;
  const { recipients, list } = send;
  send.recipients = recipients.slice(0, SHOWN);
  return { list, recipients: recipients.length };
}
