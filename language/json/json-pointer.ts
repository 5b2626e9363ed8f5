import { z } from 'zod';

import { FORBIDDEN_KEYS } from './forbidden-keys.ts';

/** A place in a document as RFC 6901 writes it (`/custom/tags/0`), taken apart into its keys; the document itself is `''`. */
export const JsonPointer = z
  .string()
  .max(1_000)
  .regex(/^(?:\/(?:[^~/]|~[01])*)*$/, 'must be a JSON Pointer such as /custom/plan')
  .transform((written) => written.split('/').slice(1).map(unescaped))
  .refine((keys) => !keys.some((key) => FORBIDDEN_KEYS.has(key)), 'holds a key that is not allowed');

function unescaped(token: string): string {
  return token.replaceAll('~1', '/').replaceAll('~0', '~');
}
