import type { OutboundRequest } from '../../activities/ports/outbound.ts';

/** Where a request goes and what it says there. */
export type Hop = Pick<OutboundRequest, 'method' | 'url' | 'headers' | 'body'>;

/** An answer that sends the client elsewhere. */
export interface Move {
  kind: 'moved';
  status: number;
  location: string;
}

/** Of the headers, what another server may be told: any other one could be meant to prove something to the first. */
const HARMLESS = new Set(['accept', 'content-type', 'idempotency-key', 'user-agent']);

const BODY_HEADERS = new Set(['content-type', 'content-encoding', 'content-language']);

/** The request that follows a redirect, as browsers make it; undefined where the redirect leads to no URL. */
export function nextHop({ url: from, ...hop }: Hop, { status, location }: Move): Hop | undefined {
  if (!URL.canParse(location, from.href)) return undefined;
  const url = new URL(location, from.href);
  const { method, headers, body } = becomesGet(status, hop.method) ? withoutBody(hop) : hop;
  return { method, url, headers: url.origin === from.origin ? headers : only(headers, HARMLESS), body };
}

function becomesGet(status: number, method: string): boolean {
  return status === 303 || (method === 'POST' && (status === 301 || status === 302));
}

function withoutBody({ headers }: Pick<Hop, 'headers'>): Omit<Hop, 'url'> {
  const kept = Object.entries(headers).filter(([name]) => !BODY_HEADERS.has(name));
  return { method: 'GET', headers: Object.fromEntries(kept) };
}

function only(headers: Hop['headers'], names: ReadonlySet<string>): Hop['headers'] {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => names.has(name)));
}
