import { ApplicationFailure } from '@temporalio/common';

/** Something that is expected to pass: the activity comes back after the delay. */
export class ComeBackLater extends Error {
  override readonly name = 'ComeBackLater';

  constructor(
    message: string,
    readonly delayMs: number,
  ) {
    super(message);
  }
}

/** SQLSTATE classes that say the database is away, full or in a conflict that a retry resolves. */
const PASSING_SQLSTATE = /^(08|40|53|55P03|57|58)/;
const PASSING_CODE = /^(ECONN|EPIPE|ETIMEDOUT|EAI_|ENOTFOUND|EHOSTUNREACH|ENETUNREACH)/;
/** `pg` gives these no code. */
const PASSING_MESSAGE =
  /timeout exceeded when trying to connect|Connection terminated|connection timeout|Query read timeout|Client has encountered a connection error/i;

/**
 * Any error of an activity as Temporal is to see it, and the only place that decides whether it is tried again:
 * infrastructure without limit; everything else never. Messages of unexpected errors stay in our log, since they may quote data.
 */
export function toFailure(error: unknown): ApplicationFailure {
  if (error instanceof ApplicationFailure) return error;
  if (error instanceof ComeBackLater) {
    return ApplicationFailure.create({ message: error.message, type: error.name, nextRetryDelay: error.delayMs });
  }
  if (isInfrastructure(error)) {
    return ApplicationFailure.create({ message: 'the database did not answer', type: 'Infrastructure' });
  }
  return ApplicationFailure.create({
    message: `internal error (${nameOf(error)})`,
    type: 'Internal',
    nonRetryable: true,
  });
}

/** True for an error that is part of ordinary life: the activity comes back and goes on. */
export function isPassing(error: unknown): boolean {
  return error instanceof ComeBackLater || isInfrastructure(error);
}

/** True for an error that passes when the database is back. */
export function isInfrastructure(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  if (typeof code === 'string' && (PASSING_SQLSTATE.test(code) || PASSING_CODE.test(code))) return true;
  if (error instanceof AggregateError) return error.errors.some(isInfrastructure);
  return error instanceof Error && PASSING_MESSAGE.test(error.message);
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
