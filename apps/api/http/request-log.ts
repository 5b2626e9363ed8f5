import type { FastifyInstance } from 'fastify';

import { runInQuestion } from './run-in-question.ts';

/**
 * One line a request: what was asked by which key, about which run, and how it ended. No body and no other ids of the
 * path, which may be personal.
 */
export function useRequestLog(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
  });
  fastify.addHook('onResponse', async (request, reply) => {
    const { method, routeOptions, caller } = request;
    const asked = { method, path: routeOptions.url ?? null, key: caller?.id, environment: caller?.environmentId };
    request.log.info(
      { ...asked, runId: runInQuestion(request), status: reply.statusCode, ms: Math.round(reply.elapsedTime) },
      'request',
    );
  });
}
