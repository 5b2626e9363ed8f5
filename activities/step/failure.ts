// The package's index loads its protocol buffers, too, which takes longer than all of a dry run.
import { ApplicationFailure } from '@temporalio/common/lib/failure.js';

import { isDatabaseAway } from '../ports/database-away.ts';

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

/**
 * Any error of an activity as Temporal is to see it, and the only place that decides whether it is tried again:
 * infrastructure without limit; everything else never. Messages of unexpected errors stay in our log, since they may quote data.
 */
export function toFailure(error: unknown): ApplicationFailure {
  if (error instanceof ApplicationFailure) return error;
  if (error instanceof ComeBackLater) {
    return ApplicationFailure.create({ message: error.message, type: error.name, nextRetryDelay: error.delayMs });
  }
  if (isDatabaseAway(error)) {
    return ApplicationFailure.create({ message: 'the database did not answer', type: 'Infrastructure' });
  }
  return ApplicationFailure.create({
    message: `internal error (${nameOf(error)})`,
    type: 'Internal',
    nonRetryable: true,
  });
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
