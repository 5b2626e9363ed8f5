import type { FieldsOf } from '../../language/actions/index.ts';
import type { Json, JsonObject } from '../../language/json/json.ts';
import type { OutboundRequest } from '../ports/outbound.ts';

type Webhook = FieldsOf<'fetch-data'>['webhook'];

/** What is asked, before it is said how long it may take. */
export type Question = Omit<OutboundRequest, 'timeoutMs' | 'maxBytes'>;

/** In characters; servers refuse what is longer. */
const LONGEST_URL = 16_000;

/**
 * The request that an author's `webhook` describes; undefined where its address is none. What the author says of headers
 * wins over our defaults.
 * @param key The same for every attempt, for servers that deduplicate; absent: none is sent, as none is with a GET, which
 * changes nothing.
 */
export function requestOf(
  { url: written, method, headers = {}, body, params = {} }: Webhook,
  key?: string,
): Question | undefined {
  const url = withParams(written, params);
  if (!url) return undefined;
  const defaults = {
    accept: 'application/json',
    ...(method !== 'GET' && key !== undefined && { 'idempotency-key': key }),
  };
  const own = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
  const request = { method, url, headers: { ...defaults, ...Object.fromEntries(own) } };
  if (method === 'GET' || body === undefined) return request;
  const { text, type } = contentOf(body);
  return { ...request, headers: { 'content-type': type, ...request.headers }, body: text };
}

/** The query that the address has already stays as it is written: it may be signed. */
function withParams(written: string, params: JsonObject): URL | undefined {
  if (!URL.canParse(written)) return undefined;
  const url = new URL(written);
  const added = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) for (const text of valuesOf(value)) added.append(name, text);
  const query = [url.search.slice(1), added.toString()];
  url.search = query.filter(Boolean).join('&');
  return url.href.length > LONGEST_URL ? undefined : url;
}

/** A list is a parameter that is there several times. */
function valuesOf(value: Json): string[] {
  if (value === null) return [];
  if (Array.isArray(value))
    return value.flatMap((item) => (Array.isArray(item) ? JSON.stringify(item) : valuesOf(item)));
  return [typeof value === 'object' ? JSON.stringify(value) : String(value)];
}

function contentOf(body: NonNullable<Webhook['body']>): { text: string; type: string } {
  if (typeof body !== 'string') return { text: JSON.stringify(body), type: 'application/json' };
  return { text: body, type: isJson(body) ? 'application/json' : 'text/plain; charset=utf-8' };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
