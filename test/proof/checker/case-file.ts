import type { Evidence, Exchange, Mail } from './evidence.ts';
import { groupBy } from './group-by.ts';
import { peopleOf } from './people.ts';
import { type Request, requestsOf } from './requests.ts';
import { type Due, type Start, startsOf } from './starts.ts';
import { Views } from './views.ts';

/** The evidence, put in order. */
export interface CaseFile {
  requests: Request[];
  /** What was asked without a key. */
  reads: Exchange[];
  starts: Start[];
  views: Views;
  mails: Mail[];
  /** Environments whose provider promises never to be asked twice after an unknown outcome. */
  atMostOnce: Set<string>;
  /** What servers were handed of one due mail, and said yes or no to. */
  handed(start: Pick<Start, 'environment'>, due: Pick<Due, 'subject' | 'address'>): Mail[];
  /** What of it they said yes to. */
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
  const views = new Views(exchanges);
  const byDue = groupBy(mails, ({ environment, subject, to }) => `${environment} ${subject} ${to}`);
  const handed: CaseFile['handed'] = ({ environment }, { subject, address }) =>
    byDue.get(`${environment} ${subject} ${address}`) ?? [];
  const promises = exchanges.filter(({ path, body }) => path === '/providers' && body?.settings?.guarantee);
  return {
    requests,
    reads: exchanges.filter(({ key }) => key === undefined),
    starts: startsOf(requests, peopleOf(exchanges), views),
    views,
    mails,
    atMostOnce: new Set(
      promises.filter(({ body }) => body?.settings?.guarantee === 'at-most-once').map(({ environment }) => environment),
    ),
    handed,
    taken: (start, due) => handed(start, due).filter(({ verdict }) => verdict !== 'refused'),
  };
}
