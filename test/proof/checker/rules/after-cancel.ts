import { type Cancel, isMeant, runCancels } from '../cancels.ts';
import type { CaseFile, Rule } from '../case-file.ts';
import type { Mail } from '../evidence.ts';
import type { Due, Start } from '../starts.ts';
import { isRunEnd } from '../statuses.ts';

/** Longer than any provider call takes: one that was under way when the cancel returned may end after it. */
const CALL_MS = 45_000;
/** So many of the calls of a send to a list are begun together. */
const CHUNK = 50;

/** Once a cancel has returned, its runs are over: no call of a provider begins, and no mail arrives but of a call under way. */
export const afterCancel: Rule = (file) => {
  const cancels = runCancels(file.requests);
  const ofRuns = cancels.flatMap((cancel) => [
    ...answerProblems(cancel),
    ...file.starts.filter((start) => isMeant(start, cancel)).flatMap((start) => problemsOf(start, cancel, file)),
  ]);
  return ofRuns.map((what) => ({ rule: 'after cancel', what }));
};

/** Mails of canceled runs that arrived after their cancel had returned, of calls that were under way then. */
export function underWay(file: CaseFile): Mail[] {
  return runCancels(file.requests).flatMap((cancel) =>
    file.starts
      .filter((start) => isMeant(start, cancel) && isCanceled(start, file))
      .flatMap((start) => start.dues.flatMap((due) => lateMails(start, due, cancel, file))),
  );
}

function isCanceled(start: Start, { views }: CaseFile): boolean {
  return views.run(start).at(-1)?.status === 'CANCELED';
}

/** The answer to a cancel by id says how the run ended. */
function answerProblems({ request }: Cancel): string[] {
  const { run_id: id } = request.body;
  const { status } = request.accepted?.answer ?? {};
  const isAnswered = id === undefined || (status !== undefined && isRunEnd(status));
  return isAnswered ? [] : [`${request.environment} ${id}: its cancel was answered with ${status}`];
}

function problemsOf(start: Start, cancel: Cancel, file: CaseFile): string[] {
  const { returnedAt } = cancel;
  const name = `${start.environment} ${start.id}`;
  const isOpen = file.views.run(start).some(({ askedAt, status }) => askedAt >= returnedAt && !isRunEnd(status));
  const open = isOpen ? [`${name}: still open`] : [];
  // One that had ended before stays what it was, and its messages are its no more.
  if (!isCanceled(start, file)) return open;
  const calls = file.views.steps(start).flatMap(({ context }) => context?.attempts ?? []);
  const begun = calls.filter(({ at }) => Date.parse(at) > returnedAt);
  const late = start.dues.flatMap((due) => lateMails(start, due, cancel, file).map((mail) => ({ due, mail })));
  const listed = late.filter(({ due }) => due.isListed);
  const wrong = late.filter(({ due, mail }) => !isOfCallUnderWay(mail, start, due, cancel, file));
  return [
    ...open,
    ...begun.map(({ at }) => `${name}: a provider was called at ${at}`),
    ...wrong.map(({ mail: { at, subject } }) => `${name}: "${subject}" arrived ${at - returnedAt} ms later`),
    ...(listed.length > CHUNK ? [`${name}: ${listed.length} of a list arrived later`] : []),
  ];
}

function lateMails(start: Start, due: Due, { returnedAt }: Cancel, file: CaseFile): Mail[] {
  return file.handed(start, due).filter(({ at }) => at > returnedAt);
}

/** When a call of a list began, the API does not tell. */
function isOfCallUnderWay(mail: Mail, start: Start, due: Due, { returnedAt }: Cancel, { views }: CaseFile): boolean {
  if (due.isListed) return mail.at <= returnedAt + CALL_MS;
  const message = views.messages(start).get(due.recipient);
  const step = views.steps(start).find(({ message_id: id }) => id !== undefined && id === message?.id);
  const begun = (step?.context?.attempts ?? []).map(({ at }) => Date.parse(at));
  return begun.some((at) => at <= returnedAt && mail.at <= at + CALL_MS);
}
