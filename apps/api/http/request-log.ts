import type { FastifyInstance } from 'fastify';

/** One line a request: what was asked by which key, and how it ended. No body and no ids of the path, which may be personal. */
export function useRequestLog(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
  });
  fastify.addHook('onResponse', async (request, reply) => {
    const { method, routeOptions, caller } = request;
    const asked = { method, path: routeOptions.url ?? null, key: caller?.id, environment: caller?.environmentId };
    request.log.info({ ...asked, status: reply.statusCode, ms: Math.round(reply.elapsedTime) }, 'request');
  });
}
