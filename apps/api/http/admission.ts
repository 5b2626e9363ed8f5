import { finished } from 'node:stream';
import { getHeapStatistics } from 'node:v8';

import type { FastifyInstance, FastifyRequest } from 'fastify';

import { ApiError } from './api-error.ts';

/** What one process carries out at once; more would only fill its memory and wait for the same connections. */
const MOST_REQUESTS = 1_000;
/** A body that is read and parsed takes some times its size of the heap. */
export const MOST_BODY_BYTES = Math.min(256 * 1024 * 1024, getHeapStatistics().heap_size_limit / 6);

const RETRY_SECONDS = 1;
/** Whoever looks after the process must get through when nobody else does. */
const ALWAYS = /^\/health(\/|$)/;

/** Refuses requests beyond those that are under way, counted together with the bodies they announce, before their bodies are read. */
export function useAdmission(fastify: FastifyInstance, bodyLimit: number): void {
  let requests = 0;
  let bytes = 0;
  fastify.addHook('onRequest', async (request, reply) => {
    if (ALWAYS.test(request.url)) return;
    const size = bodyBytes(request, bodyLimit);
    if (requests >= MOST_REQUESTS || bytes + size > MOST_BODY_BYTES)
      throw new ApiError('overloaded', undefined, RETRY_SECONDS);
    requests += 1;
    bytes += size;
    finished(reply.raw, () => {
      requests -= 1;
      bytes -= size;
    });
  });
}

/** The most that will be read of a body: it may not say how long it is. */
function bodyBytes({ headers }: FastifyRequest, bodyLimit: number): number {
  const isChunked = headers['transfer-encoding'] !== undefined;
  return isChunked ? bodyLimit : Math.min(Number(headers['content-length'] ?? 0) || 0, bodyLimit);
}
