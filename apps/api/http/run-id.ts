import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

import { newRunId } from '../../../platform/ids.ts';

/** Gives a handler the id of the run it may start: the one that the request's `Idempotency-Key` reserved, or a new one. W-44 */
export const RunIdOf = createParamDecorator((_: unknown, context: ExecutionContext): string => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  request.runId = request.reservation?.runId ?? newRunId(new Date());
  return request.runId;
});
