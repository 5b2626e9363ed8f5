import {
  ActivityFailure,
  ChildWorkflowFailure,
  ContinueAsNew,
  isCancellation,
  TemporalFailure,
} from '@temporalio/workflow';

import { RunCanceled } from './run-canceled.ts';

/** Why a step is broken, in words for its run; what ends the workflow or leaves it is thrown on. */
export function failureReason(error: unknown): string {
  if (error instanceof RunCanceled || error instanceof ContinueAsNew || isCancellation(error)) throw error;
  // A local activity rejects with its own failure, a regular one and a child with failures around it.
  const failure = innermost(error);
  if (failure instanceof TemporalFailure) return failure.message;
  // A bug of ours: thrown on, it would be met again by every try of the workflow task, without end.
  return `internal error (${failure instanceof Error ? failure.name : typeof failure})`;
}

function innermost(error: unknown): unknown {
  const isAround = error instanceof ActivityFailure || error instanceof ChildWorkflowFailure;
  return isAround && error.cause ? innermost(error.cause) : error;
}
