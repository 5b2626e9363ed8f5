import { randomUUID } from 'node:crypto';

import { FastifyAdapter } from '@nestjs/platform-fastify';
import { type FastifyBaseLogger, LogController } from 'fastify';
import type { Registry } from 'prom-client';

import type { EndpointLimit } from '../../../platform/config/rate-limits.ts';
import type { InboundWebhooks } from '../../../platform/database/events/inbound-webhooks.ts';
import type { Idempotency } from '../../../platform/database/idempotency.ts';
import { useAdmission } from './admission.ts';
import { authenticateBy } from './authentication.ts';
import { withBlankId } from './blank-id.ts';
import { drainRefusedBodies } from './drain-refused-bodies.ts';
import { answerError } from './error-filter.ts';
import { useIdempotency } from './idempotency.ts';
import { useJsonBodies } from './json-bodies.ts';
import type { KeyCache } from './key-cache.ts';
import { parseQuery } from './query-parser.ts';
import { useRateLimits } from './rate-limits.ts';
import { refuseUnreadableAddress } from './readable-address.ts';
import { useRequestLog } from './request-log.ts';
import { useRequestMetrics } from './request-metrics.ts';
import { refuseUnreadBodies } from './unread-bodies.ts';
import { recognizeWebhooks } from './webhook.ts';

/** W-30 */
const BODY_LIMIT_BYTES = 6 * 1024 * 1024;
/** Longer than any request line that Node accepts: an id is never cut short by the router. */
const LONGEST_PARAMETER = 65_536;
/** For a body that is on its way when the process begins to stop. */
const LAST_BODY_MS = 3_000;

export interface ServerOptions {
  log: FastifyBaseLogger;
  keys: KeyCache;
  rateLimits: readonly EndpointLimit[];
  idempotency: Idempotency;
  webhooks: InboundWebhooks;
  /** Aborted when the process begins to stop. */
  stopping: AbortSignal;
  /** Where requests are measured, if anywhere. */
  metrics?: Registry;
}

/**
 * The HTTP server below Nest. Its hooks run in this order, and before the body is read; only
 * idempotency keys wait for a body that can be read.
 */
export async function createServer({
  log,
  keys,
  rateLimits,
  idempotency,
  webhooks,
  stopping,
  metrics,
}: ServerOptions): Promise<FastifyAdapter> {
  const adapter = new FastifyAdapter({
    loggerInstance: log,
    // Its lines hold URLs, and so ids of users; the request log says the same without them.
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    bodyLimit: BODY_LIMIT_BYTES,
    routerOptions: { maxParamLength: LONGEST_PARAMETER, querystringParser: parseQuery },
    rewriteUrl: ({ url = '/' }) => withBlankId(url),
    frameworkErrors: answerError,
  });
  const fastify = adapter.getInstance();
  useRequestLog(fastify);
  if (metrics) useRequestMetrics(fastify, metrics);
  refuseUnreadBodies(fastify, stopping, LAST_BODY_MS);
  useAdmission(fastify, BODY_LIMIT_BYTES);
  drainRefusedBodies(fastify);
  useJsonBodies(fastify);
  fastify.addHook('onRequest', authenticateBy(keys));
  recognizeWebhooks(fastify, webhooks);
  fastify.addHook('onRequest', refuseUnreadableAddress);
  await useRateLimits(fastify, rateLimits);
  useIdempotency(fastify, idempotency);
  return adapter;
}
