import type { FastifyInstance } from 'fastify';

import type { ErrorCode } from './errors.ts';
import { runInQuestion } from './run-in-question.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The code of the error that it was answered with. */
    refusal?: ErrorCode;
  }
}

/**
 * One line a request: what was asked by which key or webhook, about which run, and how it ended, an error by its code. No body
 * and no other ids of the path, which may be personal.
 */
export function useRequestLog(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
  });
  fastify.addHook('onResponse', async (request, reply) => {
    const { method, routeOptions, caller, webhook, refusal } = request;
    const asker = { key: caller?.id, webhook: webhook?.name, environment: (caller ?? webhook)?.environmentId };
    request.log.info(
      {
        ...{ method, path: routeOptions.url ?? null },
        ...asker,
        runId: runInQuestion(request),
        status: reply.statusCode,
        code: refusal,
        ms: Math.round(reply.elapsedTime),
      },
      'request',
    );
  });
}
