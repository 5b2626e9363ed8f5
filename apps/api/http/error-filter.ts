import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { describeError } from './describe-error.ts';

/** Answers every error, of handlers and of the server itself, from the catalogue. W-06 */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    answerError(error, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }
}

/** The filter's work, for errors that are thrown before there is a route. */
export function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const refusal = describeError(error);
  request.refusal = refusal.code;
  if (refusal.kind.status >= 500) request.log.error({ code: refusal.code, err: error }, 'request failed');
  if (reply.sent) return;
  void reply.status(refusal.kind.status).headers(refusal.headers).send(refusal.body);
}
