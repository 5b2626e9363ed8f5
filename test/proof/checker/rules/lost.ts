import { isCancelAsked } from '../cancels.ts';
import type { CaseFile, Rule, Violation } from '../case-file.ts';
import { messagesOf } from '../messages-of.ts';
import type { Due, Start } from '../starts.ts';
import { isOpenMessage, isRunEnd } from '../statuses.ts';
import type { Sighting } from '../views.ts';
import type { ToldMessage } from '../wire.ts';

/** How late a run may be at the end of it all, when everything has been mended for long. */
const LATE_MS = 30_000;

/**
 * At the end of the evidence what was accepted has ended, or sleeps since it was asked to, and all that was due has been done.
 * It ends when nothing has moved for longer than anything waits for its next try: what is still to be tried then is lost.
 */
export const lost: Rule = (file) =>
  file.starts.flatMap((start) => problemsOf(start, file).map((what): Violation => ({ rule: 'lost', what })));

/** Nobody knows whether it arrived. That is an end only where it may not be sent again. */
export function isInDoubt({ status, providers = [] }: ToldMessage): boolean {
  return isOpenMessage(status) && providers.at(-1)?.status === 'UNKNOWN';
}

function problemsOf(start: Start, file: CaseFile): string[] {
  const { environment, id, kind, parent } = start;
  if (id === undefined) return parent ? missingRun(parent, file) : [];
  const name = `${environment} ${id}`;
  const seen = file.views.run(start).at(-1);
  const problem = kind === 'run' && runProblem(start, seen, file);
  if (problem) return [`${name}: ${problem}`];
  const now = seen?.status === 'WAITING' ? seen.endedAt - LATE_MS : Number.POSITIVE_INFINITY;
  return start.dues
    .filter(({ from }) => from < now)
    .flatMap((due) => dueProblems(start, due, file).map((what) => `${name} to ${due.address}: ${what}`));
}

/** Its step is done, and there is no run of it. */
function missingRun(parent: Start, { views }: CaseFile): string[] {
  const isDone = views.run(parent).at(-1)?.status === 'PROCESSED';
  return isDone ? [`${parent.environment} ${parent.id}: it started no run`] : [];
}

function runProblem(start: Start, seen: Sighting | undefined, file: CaseFile): string | undefined {
  if (!seen) return 'the API does not show it';
  const { acceptedAt = 0, waitMs } = start;
  const { status, endedAt } = seen;
  if (status === 'WAITING') return endedAt - acceptedAt > waitMs + LATE_MS ? 'should have gone on by now' : undefined;
  if (!isRunEnd(status)) return `neither ended nor waiting, but ${status}`;
  if (status === 'CANCELED' && !isCancelAsked(start, file)) return 'CANCELED, and nobody asked for it';
  if (status === 'CANCELED' && !file.views.hasMessages(start)) return 'the API does not show its messages';
  return status === 'PROCESSED' || status === 'CANCELED' ? undefined : `ended as ${status}`;
}

function dueProblems(start: Start, due: Due, file: CaseFile): string[] {
  const messages = messagesOf(start, due, file);
  const keys = file.taken(start, due).flatMap(({ verdict, key }) => (verdict === 'accepted' ? [key] : []));
  const sent = messages.filter((message) => message?.status === 'SENT').length;
  const problems = messages.flatMap((message) => messageProblem(message, start, file) ?? []);
  return sent > new Set(keys).size ? [...problems, 'SENT, but no server has it'] : problems;
}

function messageProblem(message: ToldMessage | undefined, start: Start, file: CaseFile): string | undefined {
  const isRunCanceled = file.views.run(start).at(-1)?.status === 'CANCELED';
  if (!message) return isRunCanceled ? undefined : 'no message';
  if (message.status === 'SENT') return undefined;
  if (message.status === 'CANCELED' && isCancelAsked(start, file)) return undefined;
  if (isInDoubt(message) && (isRunCanceled || file.atMostOnce.has(start.environment))) return undefined;
  return `its message is ${message.status}`;
}
