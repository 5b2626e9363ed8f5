import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { persist } from '../../../activities/ports/persist.ts';
import type { Idempotency, KeyedRequest, StoredAnswer } from '../../../platform/database/idempotency.ts';
import { newRunId } from '../../../platform/ids.ts';
import { ApiError } from './api-error.ts';
import { keptMsOf } from './idempotency-expiration.ts';
import { UNKEPT } from './unkept.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** What this request holds when it brought an `Idempotency-Key`; `runId` is for the run that it may start. */
    reservation?: KeyedRequest & { runId: string };
  }
}

/** W-43 */
const NEVER_STORED = new Set([400, 401, 403, 413, 429, 503]);
/** Headers that belong to an answer as its body does. */
const STORED_HEADERS = ['content-type', 'x-should-retry'];
const RETRY_IN_FLIGHT_SECONDS = 1;
/** An answer waits this long for the database to take it; after that the database is tried on behind its back. */
const ANSWER_WAITS_MS = 1_000;
/** No longer than a reservation is held. */
const PERSIST_MS = 60_000;

/** Hooks that carry out a POST with an `Idempotency-Key` once and then repeat its answer. W-40..W-46 */
export function useIdempotency(fastify: FastifyInstance, idempotency: Idempotency): void {
  fastify.addHook('preHandler', async (request, reply) => reserve(idempotency, request, reply));
  fastify.addHook('onSend', async (request, reply, payload) => {
    await settle(idempotency, request, reply, payload);
    return payload;
  });
}

/** The hash keeps addresses of users out of the table, and its index small. */
function keyedRequestOf({ id, caller, method, routeOptions, params, headers }: FastifyRequest) {
  const key = String(headers['idempotency-key'] ?? '');
  const { url } = routeOptions;
  if (method !== 'POST' || key === '' || !caller || !url || UNKEPT.test(url)) return undefined;
  const hash = createHash('sha256')
    .update(JSON.stringify([method, url, params, key]))
    .digest('hex');
  return { environmentId: caller.environmentId, key: hash, holder: id };
}

async function reserve(idempotency: Idempotency, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const keyed = keyedRequestOf(request);
  if (!keyed) return undefined;
  const now = new Date();
  const keptMs = keptMsOf(String(request.headers['x-idempotency-expiration'] ?? ''), now.getTime());
  const reservation = await idempotency.reserve(keyed, newRunId(now), keptMs);
  if (reservation.state === 'in flight') throw new ApiError('in_flight', undefined, RETRY_IN_FLIGHT_SECONDS);
  if (reservation.state === 'reserved') {
    request.reservation = { ...keyed, runId: reservation.runId };
    return undefined;
  }
  const { status, headers, body } = reservation.answer;
  return reply.status(status).headers(headers).send(body);
}

async function settle(
  idempotency: Idempotency,
  { reservation, log }: FastifyRequest,
  reply: FastifyReply,
  payload: unknown,
): Promise<void> {
  if (!reservation) return;
  const isStored = !NEVER_STORED.has(reply.statusCode);
  const write = isStored
    ? () => idempotency.store(reservation, answerOf(reply, payload))
    : () => idempotency.giveBack(reservation);
  const written = persist(write, PERSIST_MS).catch((err) => log.warn({ err }, 'an idempotency key was not settled'));
  await Promise.race([written, pause(ANSWER_WAITS_MS, undefined, { ref: false })]);
}

/** Handlers answer POSTs with JSON or nothing, never with a stream. */
function answerOf(reply: FastifyReply, payload: unknown): StoredAnswer {
  const named = STORED_HEADERS.map((name) => [name, reply.getHeader(name)] as const);
  const headers = Object.fromEntries(named.flatMap(([name, value]) => (value ? [[name, String(value)]] : [])));
  const isBody = (typeof payload === 'string' || Buffer.isBuffer(payload)) && payload.length > 0;
  return { status: reply.statusCode, headers, ...(isBody && { body: Buffer.from(payload) }) };
}
