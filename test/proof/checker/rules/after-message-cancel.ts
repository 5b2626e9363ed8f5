import { type Cancel, messageCancels } from '../cancels.ts';
import type { CaseFile, Rule } from '../case-file.ts';
import { messagesOf } from '../messages-of.ts';
import type { Start } from '../starts.ts';

/** A message whose cancel was answered with yes is CANCELED, and nothing of it arrives any more. */
export const afterMessageCancel: Rule = (file) =>
  file.starts.flatMap((start) =>
    messageCancels(start, file)
      .flatMap((cancel) => problemsOf(start, cancel, file))
      .map((what) => ({ rule: 'after cancel' as const, what })),
  );

function problemsOf(start: Start, { returnedAt }: Cancel, file: CaseFile): string[] {
  return start.dues.flatMap((due) => {
    const name = `${start.environment} ${start.id} to ${due.address}`;
    const [message] = messagesOf(start, due, file);
    const late = file.handed(start, due).filter(({ at }) => at > returnedAt);
    return [
      ...(message?.status === 'CANCELED' ? [] : [`${name}: its message is ${message?.status}`]),
      ...late.map(({ at, subject }) => `${name}: "${subject}" arrived ${at - returnedAt} ms later`),
    ];
  });
}
