import { finished } from 'node:stream';
import { getHeapStatistics } from 'node:v8';

import type { FastifyInstance, FastifyRequest } from 'fastify';

import { Slots } from '../../../activities/deliver/slots.ts';
import { ApiError } from './api-error.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** What an admitted request takes of the process. */
    place?: Place;
  }
}

/** What one process carries out at once; more would only fill its memory and wait for the same connections. */
export const MOST_REQUESTS = 1_000;
/** A body that is read and parsed takes some times its size of the heap. */
export const MOST_BODY_BYTES = Math.min(256 * 1024 * 1024, getHeapStatistics().heap_size_limit / 6);

/** What a value takes beyond its text, by the same measure. */
const BYTES_A_VALUE = 64;
/** While one that weighs more is parsed, nothing else goes on: they come one after the other, whose handlers ask the database. */
const LARGE_BYTES = 1024 * 1024;
/** For so long a large one waits for its turn. */
const PATIENCE_MS = 10_000;

const RETRY_SECONDS = 1;
/** Whoever looks after the process must get through when nobody else does. */
const ALWAYS = /^\/health(\/|$)/;

/**
 * Refuses requests beyond those that are under way, counted together with the bodies they announce, before their bodies are
 * read. A request is under way as long as its connection waits for the answer or its handler works on it: who hangs up makes no
 * room for another while the work goes on.
 */
export function useAdmission(fastify: FastifyInstance, bodyLimit: number): void {
  const taken = { requests: 0, bytes: 0, large: new Slots(1) };
  fastify.addHook('onRequest', async (request, reply) => {
    if (ALWAYS.test(request.url)) return;
    const bytes = bodyBytes(request, bodyLimit);
    if (taken.requests >= MOST_REQUESTS || taken.bytes + bytes > MOST_BODY_BYTES) throw busy();
    const place = new Place(taken, bytes);
    request.place = place.hold('connection');
    finished(reply.raw, () => place.leave('connection'));
  });
  fastify.addHook('preHandler', async ({ place }) => void place?.hold('handler'));
  fastify.addHook('onSend', async ({ place }) => void place?.leave('handler'));
}

interface Taken {
  requests: number;
  bytes: number;
  /** Whose body is large takes it. */
  large: Slots;
}

type Holder = 'connection' | 'handler';

/** Counted from the first who holds it to the last who leaves it. */
class Place {
  readonly #holders = new Set<Holder>();
  #endTurn: (() => void) | undefined;

  constructor(
    readonly taken: Taken,
    private bytes: number,
  ) {}

  /**
   * Counts what the body will be once it is parsed, beyond what was announced, and waits for its turn if it is large: once,
   * before its values are counted where its length says so.
   * @throws ApiError when the turn does not come, or there is no room
   */
  async weigh(length: number, values: number): Promise<void> {
    const weight = values * BYTES_A_VALUE;
    if (length + weight > LARGE_BYTES && !this.#endTurn) await this.#takeTurn();
    if (this.taken.bytes + weight > MOST_BODY_BYTES) throw busy();
    this.bytes += weight;
    this.taken.bytes += weight;
  }

  hold(holder: Holder): this {
    if (this.#holders.size === 0) this.#count(1);
    this.#holders.add(holder);
    return this;
  }

  leave(holder: Holder): void {
    if (!this.#holders.delete(holder) || this.#holders.size > 0) return;
    this.#count(-1);
    this.#endTurn?.();
    this.#endTurn = undefined;
  }

  async #takeTurn(): Promise<void> {
    const place = await this.taken.large.take(PATIENCE_MS);
    // Who hung up meanwhile has left.
    if (place && this.#holders.size === 0) place.release();
    else this.#endTurn = place?.release;
    if (!this.#endTurn) throw busy();
  }

  #count(sign: 1 | -1): void {
    this.taken.requests += sign;
    this.taken.bytes += sign * this.bytes;
  }
}

function busy(): ApiError {
  return new ApiError('overloaded', undefined, RETRY_SECONDS);
}

/** The most that will be read of a body: it may not say how long it is. */
function bodyBytes({ headers }: FastifyRequest, bodyLimit: number): number {
  const isChunked = headers['transfer-encoding'] !== undefined;
  return isChunked ? bodyLimit : Math.min(Number(headers['content-length'] ?? 0) || 0, bodyLimit);
}
