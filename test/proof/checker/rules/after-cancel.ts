import type { CaseFile, Rule } from '../case-file.ts';
import type { Mail } from '../evidence.ts';
import type { Request } from '../requests.ts';
import type { Due, Start } from '../starts.ts';
import { isRunEnd } from '../statuses.ts';

/** Longer than any provider call takes: one that was under way when the cancel returned may end after it. */
const CALL_MS = 45_000;

/** Once a cancel has returned, its runs are over: no call of a provider begins, and no mail arrives but of a call under way. */
export const afterCancel: Rule = (file) =>
  cancelsOf(file.requests).flatMap(({ request, returnedAt }) =>
    file.starts
      .filter((start) => isMeant(start, request))
      .flatMap((start) => problemsOf(start, returnedAt, file))
      .map((what) => ({ rule: 'after cancel' as const, what })),
  );

/** Mails of canceled runs that arrived after their cancel had returned, of calls that were under way then. */
export function underWay(file: CaseFile): Mail[] {
  return cancelsOf(file.requests).flatMap(({ request, returnedAt }) =>
    file.starts
      .filter((start) => isMeant(start, request) && isCanceled(start, file))
      .flatMap((start) => start.dues.flatMap((due) => lateMails(start, due, returnedAt, file))),
  );
}

interface Cancel {
  request: Request;
  returnedAt: number;
}

function cancelsOf(requests: readonly Request[]): Cancel[] {
  return requests.flatMap((request) =>
    request.path === '/automations/cancel' && request.accepted
      ? [{ request, returnedAt: request.accepted.endedAt }]
      : [],
  );
}

/** Known to be accepted before the cancel was asked for. */
function isMeant(
  { environment, acceptedAt, id, token }: Start,
  { body, askedAt, environment: place }: Request,
): boolean {
  if (environment !== place || acceptedAt === undefined || acceptedAt > askedAt) return false;
  return body.run_id === undefined ? token !== undefined && token === body.cancelation_token : id === body.run_id;
}

function isCanceled(start: Start, { views }: CaseFile): boolean {
  return views.run(start).at(-1)?.status === 'CANCELED';
}

function problemsOf(start: Start, returnedAt: number, file: CaseFile): string[] {
  const name = `${start.environment} ${start.id}`;
  const isOpen = file.views.run(start).some(({ askedAt, status }) => askedAt >= returnedAt && !isRunEnd(status));
  const open = isOpen ? [`${name}: still open`] : [];
  // One that had ended before stays what it was, and its messages are its no more.
  if (!isCanceled(start, file)) return open;
  const calls = file.views.steps(start).flatMap(({ context }) => context?.attempts ?? []);
  const begun = calls.filter(({ at }) => Date.parse(at) > returnedAt);
  const late = start.dues.flatMap((due) =>
    lateMails(start, due, returnedAt, file).filter((mail) => !isOfCallUnderWay(mail, start, due, returnedAt, file)),
  );
  return [
    ...open,
    ...begun.map(({ at }) => `${name}: a provider was called at ${at}`),
    ...late.map(({ at, subject }) => `${name}: "${subject}" arrived ${at - returnedAt} ms later`),
  ];
}

function lateMails(start: Start, due: Due, returnedAt: number, file: CaseFile): Mail[] {
  return file.taken(start, due).filter(({ at }) => at > returnedAt);
}

function isOfCallUnderWay(mail: Mail, start: Start, due: Due, returnedAt: number, { views }: CaseFile): boolean {
  const message = views.messages(start).get(due.recipient);
  const step = views.steps(start).find(({ message_id: id }) => id !== undefined && id === message?.id);
  const begun = (step?.context?.attempts ?? []).map(({ at }) => Date.parse(at));
  return begun.some((at) => at <= returnedAt && mail.at <= at + CALL_MS);
}
