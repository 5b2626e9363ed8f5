import type { LookupFunction } from 'node:net';
import { Client, type Dispatcher } from 'undici';

import type { OutboundAnswer, OutboundRequest } from '../../activities/ports/outbound.ts';
import { REDIRECTS } from '../../activities/ports/redirects.ts';
import type { Hop, Move } from './next-hop.ts';
import { ACCEPTED_ENCODINGS, readBody } from './read-body.ts';
import { Refused } from './refused.ts';

const MOST_HEADER_BYTES = 16 * 1024;

interface Limits extends Pick<OutboundRequest, 'timeoutMs' | 'maxBytes'> {
  /** Aborted when the time of all hops is over. */
  signal: AbortSignal;
  lookup: LookupFunction;
}

/**
 * One request and its answer over a connection of its own: so every request is checked, and none is lost to a connection
 * that the server was about to close. Proxies of the environment are not asked. Never throws.
 */
export async function exchange(hop: Hop, limits: Limits): Promise<OutboundAnswer | Move> {
  const { lookup, timeoutMs, signal } = limits;
  const client = new Client(hop.url.origin, {
    connect: { lookup, timeout: timeoutMs },
    maxHeaderSize: MOST_HEADER_BYTES,
    // The signal sees to both, to the millisecond.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  let isConnected = false;
  client.once('connect', () => {
    isConnected = true;
  });
  const end = () => void client.destroy(signal.aborted ? new Error('it took too long') : null).catch(() => {});
  signal.addEventListener('abort', end, { once: true });
  try {
    signal.throwIfAborted();
    return await answerOf(await client.request(optionsOf(hop)), limits.maxBytes);
  } catch (error) {
    if (error instanceof Refused) return { kind: 'refused', reason: error.message };
    const reason = signal.aborted ? 'it took too long' : reasonOf(error);
    return { kind: 'unanswered', reason, mayHaveArrived: isConnected };
  } finally {
    signal.removeEventListener('abort', end);
    end();
  }
}

function optionsOf({ method, url, headers, body }: Hop): Dispatcher.RequestOptions {
  return {
    method: method as Dispatcher.HttpMethod,
    path: `${url.pathname}${url.search}`,
    headers: { 'user-agent': 'Angarium', ...headers, 'accept-encoding': ACCEPTED_ENCODINGS },
    body,
    // Says so to the server, too.
    reset: true,
  };
}

async function answerOf(
  { statusCode: status, headers: found, body: stream }: Dispatcher.ResponseData,
  maxBytes: number,
): Promise<OutboundAnswer | Move> {
  const headers = Object.fromEntries(Object.entries(found).map(([name, value]) => [name, String(value)]));
  const { location } = headers;
  if (location !== undefined && REDIRECTS.has(status)) {
    stream.on('error', () => {});
    return { kind: 'moved', status, location };
  }
  const body = await readBody(stream, headers['content-encoding'] ?? '', maxBytes);
  return body ? { kind: 'answered', status, headers, body } : { kind: 'oversized', status };
}

/** The code of an error, never its message: that names the server. */
function reasonOf(error: unknown): string {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' ? `the connection broke (${code})` : 'the answer cannot be read';
}
