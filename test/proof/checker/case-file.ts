import type { Evidence, Mail } from './evidence.ts';
import { groupBy } from './group-by.ts';
import { type Request, requestsOf } from './requests.ts';
import { type Due, type Start, startsOf } from './starts.ts';
import { Views } from './views.ts';

/** The evidence, put in order. */
export interface CaseFile {
  requests: Request[];
  starts: Start[];
  views: Views;
  mails: Mail[];
  /** Environments whose provider promises never to be asked twice after an unknown outcome. */
  atMostOnce: Set<string>;
  /** What servers said yes to, of one due mail. */
  taken(start: Pick<Start, 'environment'>, due: Pick<Due, 'subject' | 'address'>): Mail[];
}

/** A breach of a promise, in words that name what it is about. */
export interface Violation {
  rule: 'lost' | 'doubled' | 'unlisted' | 'after cancel' | 'went back' | 'stranger' | 'answer';
  what: string;
}

/** One promise: everything that breaks it. */
export type Rule = (file: CaseFile) => Violation[];

export function openCase({ exchanges, mails }: Evidence): CaseFile {
  const requests = requestsOf(exchanges);
  const byDue = groupBy(
    mails.filter(({ verdict }) => verdict !== 'refused'),
    ({ environment, subject, to }) => `${environment} ${subject} ${to}`,
  );
  const promises = exchanges.filter(({ path, body }) => path === '/providers' && body?.settings?.guarantee);
  return {
    requests,
    starts: startsOf(requests, exchanges),
    views: new Views(exchanges),
    mails,
    atMostOnce: new Set(
      promises.filter(({ body }) => body?.settings?.guarantee === 'at-most-once').map(({ environment }) => environment),
    ),
    taken: ({ environment }, { subject, address }) => byDue.get(`${environment} ${subject} ${address}`) ?? [],
  };
}
