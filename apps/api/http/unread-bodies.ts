import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { ApiError } from './api-error.ts';
import { answerError } from './error-filter.ts';

const RETRY_SECONDS = 1;

/** Refuses requests whose bodies have not come so long after the process began to stop: it waits for those it can answer. */
export function refuseUnreadBodies(fastify: FastifyInstance, stopping: AbortSignal, afterMs: number): void {
  const unread = new Map<FastifyRequest, FastifyReply>();
  fastify.addHook('onRequest', async (request, reply) => void unread.set(request, reply));
  fastify.addHook('preValidation', async (request) => void unread.delete(request));
  fastify.addHook('onResponse', async (request) => void unread.delete(request));
  fastify.addHook('onRequestAbort', async (request) => void unread.delete(request));
  const refuse = () => {
    for (const [request, reply] of unread) {
      if (request.raw.complete) continue;
      reply.header('connection', 'close');
      answerError(new ApiError('stopping', undefined, RETRY_SECONDS), request, reply);
    }
  };
  stopping.addEventListener('abort', () => setTimeout(refuse, afterMs).unref(), { once: true });
}
