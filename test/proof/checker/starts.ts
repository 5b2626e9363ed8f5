import type { Exchange } from './evidence.ts';
import { isAcceptance, type Request } from './requests.ts';
import type { AskedMessage, AskedStep } from './wire.ts';

/** One mail that a request makes due: (run, step, recipient). Its subject names run and step. */
export interface Due {
  subject: string;
  address: string;
  /** User id. */
  recipient: string;
}

/** A request that starts a run, or sends. */
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
}

/** What was to happen, read from the requests alone. */
export function startsOf(requests: readonly Request[], exchanges: readonly Exchange[]): Start[] {
  const people = peopleOf(exchanges);
  return requests.flatMap((request) => startOf(request, people) ?? []);
}

interface People {
  addresses: Map<string, string>;
  lists: Map<string, string[]>;
}

/** Profiles and lists as they were written; nobody changes them once the load begins. */
function peopleOf(exchanges: readonly Exchange[]): People {
  const people: People = { addresses: new Map(), lists: new Map() };
  for (const { environment, method, path, body } of exchanges.filter(isAcceptance)) {
    const [, user] = /^\/profiles\/([^/]+)$/.exec(path) ?? [];
    const [, list] = /^\/lists\/([^/]+)\/subscriptions$/.exec(path) ?? [];
    if (method !== 'PUT') continue;
    if (user) people.addresses.set(`${environment} ${user}`, body?.profile?.email ?? '');
    if (list) people.lists.set(`${environment} ${list}`, body?.recipients?.map(({ recipientId }) => recipientId) ?? []);
  }
  return people;
}

function startOf(request: Request, people: People): Start | undefined {
  const { environment, path, body, accepted } = request;
  const { runId, requestId } = accepted?.answer ?? {};
  const common = { environment, ...(accepted && { acceptedAt: accepted.endedAt }) };
  if (path === '/send') {
    const dues = duesOf(body.message, environment, people);
    return { ...common, kind: 'send', waitMs: 0, dues, ...(requestId && { id: requestId }) };
  }
  if (path !== '/automations/invoke') return undefined;
  const { steps = [], cancelation_token: token } = body.automation ?? {};
  const dues = steps.flatMap((step) => duesOf(messageOf(step), environment, people));
  const waitMs = steps.reduce((sum, { duration }) => sum + waitOf(duration), 0);
  return { ...common, kind: 'run', waitMs, dues, ...(token && { token }), ...(runId && { id: runId }) };
}

function messageOf({ action, list, message }: AskedStep): AskedMessage | undefined {
  if (action === 'send-list' && list) return { ...message, to: { list_id: list } };
  return action === 'send' ? message : undefined;
}

function duesOf(message: AskedMessage | undefined, environment: string, people: People): Due[] {
  const subject = message?.content?.title ?? '';
  return [message?.to ?? []].flat().flatMap(({ user_id: recipient = '', email, list_id: list }) => {
    const members = list === undefined ? [recipient] : (people.lists.get(`${environment} ${list}`) ?? []);
    return members.map((member) => {
      const address = email ?? people.addresses.get(`${environment} ${member}`) ?? '';
      return { subject, address, recipient: member };
    });
  });
}

const UNITS: Record<string, number> = { second: 1_000, minute: 60_000, hour: 3_600_000, day: 86_400_000 };

function waitOf(duration = ''): number {
  const [, count = '0', unit = ''] = /^(\d+) ([a-z]+?)s?$/.exec(duration) ?? [];
  return Number(count) * (UNITS[unit] ?? 0);
}
