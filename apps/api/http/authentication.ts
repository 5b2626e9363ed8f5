import type { FastifyRequest } from 'fastify';

import { ApiError } from './api-error.ts';
import type { KeyCache } from './key-cache.ts';
import { scopeOf } from './scope-of.ts';
import { scopesOf } from './scopes.ts';

/** What answers without a key, or by a token of its own (E-12); unknown endpoints do so besides. */
const OPEN_PATHS = /^\/(health|docs|openapi\.json|inbound\/webhook)(\/|$)/;

/** A hook that lets a request pass when its key may do this. It runs before the body is read. W-20, W-21 */
export function authenticateBy(keys: KeyCache): (request: FastifyRequest) => Promise<void> {
  return async (request) => {
    const path = request.routeOptions.url;
    if (path === undefined || OPEN_PATHS.test(path)) return;
    const key = bearerKey(request.headers.authorization);
    const grant = key && (await keys.find(key));
    if (!grant) throw new ApiError('unauthorized');
    const needed = scopeOf(request.method, path);
    if (!scopesOf(grant).includes(needed))
      throw new ApiError('forbidden', `Forbidden: the key lacks the scope "${needed}"`);
    request.caller = grant;
  };
}

function bearerKey(header: string | undefined): string | undefined {
  return /^Bearer +([\x21-\x7e]{1,500}) *$/i.exec(header ?? '')?.[1];
}
