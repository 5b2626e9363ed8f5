import type { FastifyRequest } from 'fastify';

import { ApiError } from './api-error.ts';
import type { KeyCache } from './key-cache.ts';

/** What answers without a key; unknown endpoints do so besides. */
const OPEN_PATHS = /^\/(health|docs|openapi\.json)(\/|$)/;

/** A hook that lets a request pass when its key may do this. It runs before the body is read. W-20, W-21 */
export function authenticateBy(keys: KeyCache): (request: FastifyRequest) => Promise<void> {
  return async (request) => {
    const path = request.routeOptions.url;
    if (path === undefined || OPEN_PATHS.test(path)) return;
    const key = bearerKey(request.headers.authorization);
    const grant = key && (await keys.find(key));
    if (!grant) throw new ApiError('unauthorized');
    if (!mayDo(grant.scopes, request.method, path)) throw new ApiError('forbidden');
    request.caller = grant;
  };
}

function bearerKey(header: string | undefined): string | undefined {
  return /^Bearer +([\x21-\x7e]{1,500}) *$/i.exec(header ?? '')?.[1];
}

function mayDo(scopes: readonly string[], method: string, path: string): boolean {
  const action = method === 'GET' || method === 'HEAD' ? 'read' : 'write';
  return scopes.length === 0 || scopes.includes(`${path.split('/')[1]}:${action}`);
}
