import { groupBy } from './group-by.ts';
import type { People } from './people.ts';
import { messageNamed, type Request } from './requests.ts';
import type { Views } from './views.ts';
import type { AskedMessage, AskedStep } from './wire.ts';

/** One mail that a request makes due: (run, step, recipient). Its subject names run and step. */
export interface Due {
  subject: string;
  address: string;
  /** User id. */
  recipient: string;
  /** Before this moment, in milliseconds since the epoch, it is not. */
  from: number;
  /** It is one of the many of a send to a list. */
  isListed: boolean;
}

/** A request that starts a run, or sends; or a step that starts a run. */
export interface Start {
  environment: string;
  kind: 'run' | 'send';
  /** When somebody knew that it is accepted, and under which id; absent where no answer arrived. */
  acceptedAt?: number;
  id?: string;
  token?: string;
  /** How long its steps wait altogether. */
  waitMs: number;
  dues: Due[];
  /** The run whose step started it. */
  parent?: Start;
  /** Requests to send its message once more, each of which makes all of that due again. */
  resends: Request[];
}

/** What was to happen, read from the requests; of runs that steps start the API has to tell the ids. */
export function startsOf(requests: readonly Request[], people: People, views: Views): Start[] {
  const resends = groupBy(requests, (request) => `${request.environment} ${messageNamed(request, 'resend')}`);
  return requests.flatMap((request) => {
    const start = startOf(request, people);
    if (!start) return [];
    const { environment, id } = start;
    return [{ ...start, resends: resends.get(`${environment} ${id}`) ?? [] }, ...invokedBy(start, request, views)];
  });
}

function startOf(request: Request, people: People): Start | undefined {
  const { environment, path, body, accepted, askedAt } = request;
  const { runId, requestId } = accepted?.answer ?? {};
  const common = { environment, resends: [], ...(accepted && { acceptedAt: accepted.endedAt }) };
  const dueOf = (message: AskedMessage | undefined, from: number) => duesOf(message, from, environment, people);
  if (path === '/send') {
    const dues = dueOf(body.message, askedAt);
    return { ...common, kind: 'send', waitMs: 0, dues, ...(requestId && { id: requestId }) };
  }
  if (path !== '/automations/invoke') return undefined;
  const { steps = [], cancelation_token: token } = body.automation ?? {};
  const dues = steps.flatMap((step, place) => dueOf(messageOf(step), askedAt + waitBefore(steps, place)));
  const waitMs = waitBefore(steps, steps.length);
  return { ...common, kind: 'run', waitMs, dues, ...(token && { token }), ...(runId && { id: runId }) };
}

/** The runs of its invoke steps. Those whose step was not seen have no id yet. */
function invokedBy(parent: Start, { body, askedAt }: Request, views: Views): Start[] {
  const { environment, acceptedAt } = parent;
  const { steps = [] } = body.automation ?? {};
  return steps.flatMap(({ context }, place) => {
    if (!context) return [];
    const id = views.steps(parent)[place]?.context?.run_id;
    const { subject, email: address = '', user_id: recipient = '' } = context.data;
    const due = { subject, address, recipient, from: askedAt + waitBefore(steps, place), isListed: false };
    const start = { environment, parent, kind: 'run' as const, waitMs: 0, dues: [due], resends: [] };
    return { ...start, ...(acceptedAt && { acceptedAt }), ...(id && { id }) };
  });
}

function messageOf({ action, list, message }: AskedStep): AskedMessage | undefined {
  if (action === 'send-list' && list) return { ...message, to: { list_id: list } };
  return action === 'send' ? message : undefined;
}

function duesOf(message: AskedMessage | undefined, asked: number, environment: string, people: People): Due[] {
  const subject = message?.content?.title ?? '';
  const from = Math.max(asked, Date.parse(message?.delay?.until ?? '') || 0);
  return [message?.to ?? []].flat().flatMap(({ user_id: recipient = '', email, list_id: list }) => {
    const members = list === undefined ? [recipient] : (people.lists.get(`${environment} ${list}`) ?? []);
    return members.map((member) => {
      const address = email ?? people.addresses.get(`${environment} ${member}`) ?? '';
      return { subject, address, recipient: member, from, isListed: list !== undefined };
    });
  });
}

const UNITS: Record<string, number> = { second: 1_000, minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/** How long the steps before one wait. */
function waitBefore(steps: readonly AskedStep[], place: number): number {
  return steps.slice(0, place).reduce((sum, { duration }) => sum + waitOf(duration), 0);
}

function waitOf(duration = ''): number {
  const [, count = '0', unit = ''] = /^(\d+) ([a-z]+?)s?$/.exec(duration) ?? [];
  return Number(count) * (UNITS[unit] ?? 0);
}
