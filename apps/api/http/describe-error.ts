import { isDatabaseAway } from '../../../activities/ports/database-away.ts';
import { InvalidInput } from '../../../language/problem.ts';
import { AliasTaken } from '../../../platform/database/definitions/alias-taken.ts';
import { BacklogFull } from '../../../platform/database/runs/backlog-full.ts';
import { NotStarted } from '../../../simulation/requests/not-started.ts';
import { ApiError } from './api-error.ts';

const DATABASE_RETRY_SECONDS = 2;
/** Of PostgreSQL: only writers of lists give up waiting for a lock. */
const LOCK_NOT_AVAILABLE = '55P03';
const BACKLOG_RETRY_SECONDS = 30;

/** What any error is to a client. An error that nobody foresaw is `internal` and tells nothing of itself. */
export function describeError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  if (error instanceof InvalidInput) return new ApiError('invalid_request', error.message);
  if (error instanceof NotStarted) return new ApiError('not_invocable', error.message);
  if (error instanceof AliasTaken) return new ApiError('alias_taken', `${error.field}: ${error.message}`);
  if (codeOf(error) === LOCK_NOT_AVAILABLE) return new ApiError('list_busy', undefined, DATABASE_RETRY_SECONDS);
  if (error instanceof BacklogFull) return new ApiError('backlog_full', undefined, BACKLOG_RETRY_SECONDS);
  if (isDatabaseAway(error)) return new ApiError('database_away', undefined, DATABASE_RETRY_SECONDS);
  if (isTooLongForIndex(error)) return new ApiError('invalid_request', 'an id, alias or token is too long');
  return ofHttp(error);
}

/** PostgreSQL's `program_limit_exceeded`: an indexed text above about 2,700 bytes. */
function isTooLongForIndex(error: unknown): boolean {
  return codeOf(error) === '54000';
}

function codeOf(error: unknown): unknown {
  return (error as { code?: unknown } | null)?.code;
}

/** Refusals of Nest (an unknown route) and of Fastify (a body or path it cannot read). */
function ofHttp(error: unknown): ApiError {
  const {
    status,
    statusCode = status,
    message,
  } = (error ?? {}) as { status?: unknown; statusCode?: unknown; message?: unknown };
  if (statusCode === 404) return new ApiError('unknown_endpoint');
  if (statusCode === 413) return new ApiError('body_too_large');
  if (statusCode === 415) return new ApiError('invalid_request', 'content-type: a body must be application/json');
  if (typeof statusCode !== 'number' || statusCode < 400 || statusCode >= 500) return new ApiError('internal');
  return new ApiError('invalid_request', String(message));
}
