import type { NewListSend } from '../../activities/ports/step-changes.ts';
import { listExpression } from '../../language/people/list-pattern.ts';
import type { StepCall } from '../../workflows/contracts/step-activities.ts';
import type { ListSendRow, MemoryRows } from './memory-rows.ts';

/** Where a step's send to a list is kept. */
export function listSendKey({ runId, order }: Pick<StepCall, 'runId' | 'order'>): string {
  return `${runId}:${order}`;
}

/** A send to whoever is on the lists now. */
export function listSendRow({ lists }: MemoryRows, send: NewListSend): ListSendRow {
  const wanted = new RegExp(listExpression(send.list));
  const found = new Map<string, string>();
  for (const listId of [...lists.keys()].sort().filter((id) => wanted.test(id)))
    for (const userId of lists.get(listId)?.keys() ?? []) if (!found.has(userId)) found.set(userId, listId);
  const recipients = [...found.keys()].sort().map((userId) => ({ userId, listId: found.get(userId) ?? '' }));
  return { ...send, recipients, place: 0, written: [], isTried: false };
}
