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
  const isStuck = run !== 'CANCELED' && lastCallOf(message) === 'UNKNOWN' && !file.atMostOnce.has(start.environment);
  return isHeldBack(message) && !isStuck ? undefined : `its message is ${message.status}`;
}

/** It waits for its next attempt, or nobody knows whether it arrived, which must not last where it may be sent twice. */
export function isHeldBack(message: ToldMessage): boolean {
  const last = lastCallOf(message);
  return ['ROUTED', 'ENQUEUED'].includes(message.status) && (last === 'DEFERRED' || last === 'UNKNOWN');
}

function lastCallOf({ providers = [] }: ToldMessage): string | undefined {
  return providers.at(-1)?.status;
}
