import type { CaseFile } from './case-file.ts';
import type { Due, Start } from './starts.ts';
import type { ToldMessage } from './wire.ts';

/**
 * The messages of one due mail, as they were last seen: its own first, and then one for every resend that was accepted.
 * Undefined stands for one that was not seen.
 */
export function messagesOf(start: Start, due: Due, { views }: Pick<CaseFile, 'views'>): (ToldMessage | undefined)[] {
  const copies = start.resends.flatMap(({ accepted }) => (accepted ? [accepted.answer?.messageId ?? ''] : []));
  return [views.messages(start).get(due.recipient), ...copies.map((id) => views.message(start.environment, id))];
}
