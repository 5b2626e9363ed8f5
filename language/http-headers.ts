import { z } from 'zod';

import { optional } from './optional.ts';

const MOST_HEADERS = 50;
/** Of all names and values together; many servers refuse more. */
const MOST_CHARACTERS = 8_000;

const NAME = /^[\w!#$%&'*+.^`|~-]+$/;
/** Nothing that could end the line, or be taken for something else on the way. */
const VALUE = /^[\x20-\x7e\xa0-\xff]*$/;

/** What says how the request itself is carried: with these, one request could be read as two, or as another host's. */
const OF_THE_CONNECTION = new Set([
  ...['accept-encoding', 'connection', 'content-length', 'expect', 'host', 'http2-settings', 'keep-alive'],
  ...['proxy-authorization', 'proxy-connection', 'te', 'trailer', 'transfer-encoding', 'upgrade'],
]);

/** Headers of a request that an author writes, by name; null is as absent. A-26 */
export const HttpHeaders = z.record(z.string(), optional(z.string())).superRefine((headers, context) => {
  const entries = Object.entries(headers);
  for (const [name, value = ''] of entries) {
    const message = problemOf(name, value);
    if (message) context.addIssue({ code: 'custom', path: [name], message });
  }
  const characters = entries.reduce((sum, [name, value = '']) => sum + name.length + value.length, 0);
  if (entries.length > MOST_HEADERS) context.addIssue({ code: 'custom', message: `are more than ${MOST_HEADERS}` });
  if (characters > MOST_CHARACTERS)
    context.addIssue({ code: 'custom', message: `are longer than ${MOST_CHARACTERS} characters` });
});

function problemOf(name: string, value: string): string | undefined {
  if (!NAME.test(name)) return 'is not the name of a header';
  if (OF_THE_CONNECTION.has(name.toLowerCase())) return 'is a header that only the client may set';
  return VALUE.test(value) ? undefined : 'holds a character that no header may hold';
}
