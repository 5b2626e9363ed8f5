import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';

import type { EndpointLimit } from '../../../platform/config/rate-limits.ts';
import { ApiError } from './api-error.ts';

/** Limits what one key may ask of an endpoint; no limits by default. W-31 */
export async function useRateLimits(fastify: FastifyInstance, limits: readonly EndpointLimit[]): Promise<void> {
  if (limits.length === 0) return;
  const byEndpoint = new Map(limits.map((limit) => [endpoint(limit.method, limit.path), limit]));
  const limitOf = (request: FastifyRequest) => byEndpoint.get(endpointOf(request));
  await fastify.register(rateLimit, {
    allowList: (request) => limitOf(request) === undefined,
    keyGenerator: (request) => `${askerOf(request)} ${endpointOf(request)}`,
    max: (request) => limitOf(request)?.max ?? 0,
    timeWindow: (request) => limitOf(request)?.windowMs ?? 0,
    errorResponseBuilder: (_, { ttl }) => new ApiError('rate_limited', undefined, Math.ceil(ttl / 1000)),
  });
}

function askerOf({ caller, webhook }: FastifyRequest): string | undefined {
  return caller?.id ?? (webhook && `${webhook.environmentId} ${webhook.name}`);
}

function endpointOf({ method, routeOptions }: FastifyRequest): string {
  return endpoint(method, routeOptions.url ?? '');
}

/** Names of parameters do not count: `/lists/{id}` and `/lists/:list_id` are one endpoint. */
function endpoint(method: string, path: string): string {
  return `${method} ${path.replaceAll(/:[^/]+|\{[^/]+\}/g, '{}')}`;
}
