import type { Exchange } from './evidence.ts';
import { groupBy } from './group-by.ts';

/** A POST with everything that was done to get it answered. */
export interface Request {
  environment: string;
  key: string;
  path: string;
  body: NonNullable<Exchange['body']>;
  /** First asked, and last given up or answered. */
  askedAt: number;
  endedAt: number;
  exchanges: Exchange[];
  /** The first answer that said yes. */
  accepted?: Exchange;
}

/** Groups what was asked under the same key of the same environment. */
export function requestsOf(exchanges: readonly Exchange[]): Request[] {
  const keyed = exchanges.filter(({ key }) => key !== undefined);
  return [...groupBy(keyed, ({ environment, key }) => `${environment} ${key}`).values()].map(requestOf);
}

export function isAcceptance({ status = 0 }: Exchange): boolean {
  return status >= 200 && status < 300;
}

/**
 * Nothing more is to be asked: yes, or that a cancel of a message came too late, with the message as it is. Any other 409
 * says to ask again.
 */
export function isAnswer(exchange: Exchange): boolean {
  const { status, answer } = exchange;
  return isAcceptance(exchange) || (status === 409 && answer?.id !== undefined);
}

/** The message that a request is about whose path ends with this word. */
export function messageNamed({ path }: Pick<Request, 'path'>, verb: 'cancel' | 'resend'): string | undefined {
  return new RegExp(`^/messages/([^/]+)/${verb}$`).exec(path)?.[1];
}

function requestOf(group: Exchange[]): Request {
  const exchanges = group.toSorted((one, other) => one.askedAt - other.askedAt);
  const { environment, key = '', path, body = {}, askedAt } = exchanges[0] as Exchange;
  const [accepted] = exchanges.filter(isAcceptance).sort((one, other) => one.endedAt - other.endedAt);
  const endedAt = Math.max(...exchanges.map((exchange) => exchange.endedAt));
  return { environment, key, path, body, askedAt, endedAt, exchanges, ...(accepted && { accepted }) };
}
