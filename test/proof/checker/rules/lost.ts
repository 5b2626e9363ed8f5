import type { CaseFile, Rule, Violation } from '../case-file.ts';
import type { Due, Start } from '../starts.ts';
import { isRunEnd } from '../statuses.ts';
import type { ToldMessage } from '../wire.ts';

/** How late a run may wake, where what it runs on was away. */
const LATE_MS = 120_000;

/** What was accepted has ended or waits, and what ended has done all that was due. */
export const lost: Rule = (file) =>
  file.starts
    .filter(({ id }) => id !== undefined)
    .flatMap((start) => problemsOf(start, file).map((what): Violation => ({ rule: 'lost', what })));

function problemsOf(start: Start, file: CaseFile): string[] {
  const name = `${start.environment} ${start.id}`;
  const seen = start.kind === 'send' ? undefined : file.views.run(start).at(-1);
  if (start.kind === 'run' && !seen) return [`${name}: the API does not show it`];
  const status = seen?.status ?? 'PROCESSED';
  const waited = (seen?.endedAt ?? 0) - (start.acceptedAt ?? 0);
  if (status === 'WAITING') return waited > start.waitMs + LATE_MS ? [`${name}: should have gone on by now`] : [];
  if (!isRunEnd(status)) return [`${name}: neither ended nor waiting, but ${status}`];
  if (status !== 'PROCESSED' && status !== 'CANCELED') return [`${name}: ended as ${status}`];
  return start.dues.flatMap((due) => {
    const problem = dueProblem(start, due, file, status);
    return problem ? [`${name} to ${due.address}: ${problem}`] : [];
  });
}

function dueProblem(start: Start, due: Due, file: CaseFile, run: string): string | undefined {
  const message = file.views.messages(start).get(due.recipient);
  const hasArrived = file.taken(start, due).length > 0;
  if (!message) return run === 'CANCELED' ? undefined : 'no message';
  if (message.status === 'SENT') return hasArrived ? undefined : 'SENT, but no server has it';
  if (run === 'CANCELED' && message.status === 'CANCELED') return undefined;
  return isHeldBack(message) ? undefined : `its message is ${message.status}`;
}

/** It waits for its next attempt, or nobody knows whether it arrived and it must not be sent twice. */
export function isHeldBack({ status, providers = [] }: ToldMessage): boolean {
  const last = providers.at(-1)?.status;
  return (status === 'ROUTED' || status === 'ENQUEUED') && (last === 'DEFERRED' || last === 'UNKNOWN');
}
