import { parseInstant } from '../../../language/time/instant.ts';
import { ApiError } from './api-error.ts';

const HOUR_MS = 3_600_000;
const KEPT_MS = 25 * HOUR_MS;
const SHORTEST_MS = 24 * HOUR_MS;
const LONGEST_MS = 365 * 24 * HOUR_MS;

/** A number of seconds this large is in the year 33658. */
const FIRST_MILLISECONDS = 1e12;

/**
 * How long an answer is kept, in milliseconds from `now`: until the instant that the header `x-idempotency-expiration` names
 * (ISO 8601, or an epoch in seconds or milliseconds), but for a day at least and a year at most; 25 hours without it. W-45
 *
 * @throws ApiError for a header that names no instant
 */
export function keptMsOf(header: string, now: number): number {
  if (header === '') return KEPT_MS;
  const expiresAt = parseInstant(header) ?? epochOf(header);
  if (expiresAt === undefined) {
    const expected = 'must be an ISO 8601 timestamp, or seconds or milliseconds since 1970';
    throw new ApiError('invalid_request', `x-idempotency-expiration: ${expected}`);
  }
  return Math.min(Math.max(expiresAt - now, SHORTEST_MS), LONGEST_MS);
}

function epochOf(text: string): number | undefined {
  if (!/^\d+(\.\d+)?$/.test(text)) return undefined;
  const value = Number(text);
  return value >= FIRST_MILLISECONDS ? value : value * 1000;
}
